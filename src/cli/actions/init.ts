import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_SCHEMA } from '../../manifest/schemas.gen.ts';
import { isErrno } from '../errno.ts';
import type { InitCommandOptions } from '../commands/init.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { checkExportFolder } from '../exportFolder.ts';
import { keepOutOfGit } from '../keepOutOfGit.ts';
import { starterManifest } from '../starterManifest.ts';
import { run as exportAccount } from './export.ts';

export async function run(context: Context, { fromAccount }: InitCommandOptions): Promise<ExitCode> {
  if (fromAccount === true) return fromWholeAccount(context);
  const account = context.options.account ?? context.environment.login ?? 'your-cln-login';
  context.terminal.result([
    await create(context, 'clnform.yaml', starterManifest(account)),
    await create(context, 'clnform.schema.json', `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`),
    (await keepOutOfGit(context)) ?? 'Left .gitignore as it is.',
    'Next: edit clnform.yaml, then run `clnform validate` and `clnform plan`.',
  ]);
  return EXIT.ok;
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
