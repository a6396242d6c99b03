import { realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import { plain } from '../model/text.ts';
import { CliError, cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import type { OutputFormat } from './outputFormat.ts';
import { statePath } from './stateFile.ts';
import { beginFileWhole, type WholeFile } from './writeFileWhole.ts';

/** By the ending of a file's name. */
const FORMATS: Readonly<Record<string, OutputFormat>> = {
  '.txt': 'text',
  '.json': 'json',
  '.md': 'markdown',
  '.html': 'html',
  '.xml': 'junit',
};

const CHUNK = 1 << 16;

/** Files that a run writes beside what it prints: each whole at the end, or not at all. */
export interface ReportFiles {
  /** Writes them, by format. Throws `CliError` when one cannot be written; the others are. */
  write(lines: (format: OutputFormat) => Promise<Iterable<string>>): Promise<void>;
  /** Takes away what was begun and not finished. Never throws. */
  dispose(): Promise<void>;
}

interface Begun {
  readonly typed: string;
  readonly format: OutputFormat;
  readonly file: WholeFile;
}

/** Begins them before anything else is done: a file that cannot be written is to be known before an apply, not after. */
export async function beginReports(
  context: Context,
  typed: readonly string[] = [],
  { showKeys = false }: { readonly showKeys?: boolean } = {},
): Promise<ReportFiles> {
  const begun: Begun[] = [];
  const dispose = async (): Promise<void> => {
    for (const { file } of begun.splice(0)) await file.discard();
  };
  try {
    for (const name of typed) begun.push(await begin(context, name, showKeys));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    dispose,
    async write(lines) {
      const failed: CliError[] = [];
      for (const one of begun.splice(0)) {
        await finish(one, await lines(one.format)).catch((error: unknown) => {
          failed.push(notWritten(one.typed, error));
        });
      }
      if (failed.length > 0) throw new CliError(failed.flatMap(({ diagnostics }) => diagnostics));
    },
  };
}

async function begin(context: Context, typed: string, showKeys: boolean): Promise<Begun> {
  const format = FORMATS[extname(typed).toLowerCase()];
  if (format === undefined) {
    const known = Object.entries(FORMATS).map(([ending, name]) => `${ending} (${name})`);
    throw cliError(
      'report-format',
      `--report ${plain(typed)} does not say by its ending which format is meant.`,
      `Known are ${known.join(', ')}.`,
    );
  }
  const target = await realTarget(context.path(typed));
  if (target === (await realTarget(statePath(context)))) {
    throw cliError(
      'report-is-state',
      `--report ${plain(typed)} is the state file, which it would destroy.`,
      'Name another file.',
    );
  }
  try {
    // With keys in it, it is for no one else's eyes.
    return { typed, format, file: await beginFileWhole(target, showKeys ? 0o600 : undefined) };
  } catch (error) {
    throw notWritten(typed, error);
  }
}

/** What a path leads to: a link is written through, not replaced. */
async function realTarget(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function finish({ file }: Begun, lines: Iterable<string>): Promise<void> {
  try {
    let chunk = '';
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length < CHUNK) continue;
      await file.handle.writeFile(chunk);
      chunk = '';
    }
    await file.handle.writeFile(chunk);
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function notWritten(typed: string, error: unknown): CliError {
  const code = REASONS.find((reason) => isErrno(error, reason));
  if (code === undefined) throw error;
  return cliError(
    'report-not-written',
    `The report ${plain(typed)} cannot be written: ${code}.`,
    'Name a file in a folder that exists and that you may write to, with room on its disk.',
  );
}

const REASONS = [
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'ENAMETOOLONG',
] as const;
