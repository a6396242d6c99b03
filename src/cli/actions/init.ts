import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_SCHEMA } from '../../manifest/schemas.gen.ts';
import { cliError } from '../cliError.ts';
import { isErrno } from '../errno.ts';
import type { InitCommandOptions } from '../commands/init.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { checkExportFolder } from '../exportFolder.ts';
import { DEFAULT_MANIFESTS } from '../findManifest.ts';
import { keepOutOfGit } from '../keepOutOfGit.ts';
import { starterManifest } from '../starterManifest.ts';
import { run as exportAccount } from './export.ts';

const MANIFEST = 'clnform.yaml';

export async function run(context: Context, { fromAccount }: InitCommandOptions): Promise<ExitCode> {
  if (fromAccount === true) return fromWholeAccount(context);
  expectNoOther(context);
  const account = context.options.account ?? context.environment.login ?? 'your-cln-login';
  context.terminal.result([
    await create(context, MANIFEST, starterManifest(account)),
    await create(context, 'clnform.schema.json', `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`),
    (await keepOutOfGit(context)) ?? 'Left .gitignore as it is.',
    'Next: edit clnform.yaml, then run `clnform validate` and `clnform plan`.',
  ]);
  return EXIT.ok;
}

/** Beside another manifest the new one would only be in the way: no command would know which is meant. */
function expectNoOther(context: Context): void {
  const other = DEFAULT_MANIFESTS.find((name) => name !== MANIFEST && existsSync(context.path(name)));
  if (other === undefined) return;
  throw cliError(
    'init-beside-manifest',
    `There is a manifest here already: ${other}.`,
    `Edit that one; or move it away, and run \`clnform init\` again. Nothing was made.`,
  );
}

const FOLDER = 'clnform';
const COMMAND = 'init --from-account';

/** The manifest comes last: what keeps it from being written is told before anything else is done. */
async function fromWholeAccount(context: Context): Promise<ExitCode> {
  await checkExportFolder(context, FOLDER, COMMAND);
  context.terminal.result([
    await create(context, 'clnform.schema.json', `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`),
    (await keepOutOfGit(context)) ?? 'Left .gitignore as it is.',
  ]);
  return exportAccount(context, { out: FOLDER }, { schema: '../clnform.schema.json', command: COMMAND });
}

async function create(context: Context, name: string, text: string): Promise<string> {
  try {
    await writeFile(join(context.folder, name), text, { flag: 'wx' });
    return `Made ${name}.`;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return `Left ${name} as it is.`;
    throw error;
  }
}
