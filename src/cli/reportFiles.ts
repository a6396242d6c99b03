import { extname } from 'node:path';
import { plain } from '../model/text.ts';
import { checkTargets, followed, type Target } from './checkTargets.ts';
import { CliError, cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';
import type { OutputFormat } from './outputFormat.ts';
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
  /** Once more, now that it is known which files the run reads: none of them is to be destroyed. Throws `CliError`. */
  check(): Promise<void>;
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

interface ReportOptions {
  readonly showKeys?: boolean | undefined;
  /** What else the run is to write. */
  readonly beside?: readonly Target[];
}

/** Does the work with report files begun, and takes away those that it did not finish. Throws `CliError`. */
export async function withReports<T>(
  context: Context,
  typed: readonly string[] | undefined,
  options: ReportOptions,
  work: (reports: ReportFiles) => Promise<T>,
): Promise<T> {
  const reports = await beginReports(context, typed, options);
  try {
    return await work(reports);
  } finally {
    await reports.dispose();
  }
}

/** Begins them before anything else is done: a file that cannot be written is to be known before an apply, not after. */
export async function beginReports(
  context: Context,
  typed: readonly string[] = [],
  { showKeys = false, beside = [] }: ReportOptions = {},
): Promise<ReportFiles> {
  const targets: readonly Target[] = [
    ...typed.map((name) => ({ option: '--report' as const, typed: name })),
    ...beside,
  ];
  const formats = typed.map(formatOf);
  await checkTargets(context, targets);
  const begun: Begun[] = [];
  const dispose = async (): Promise<void> => {
    for (const { file } of begun.splice(0)) await file.discard();
  };
  try {
    for (const [i, name] of typed.entries()) begun.push(await begin(context, name, formats[i] ?? 'text', showKeys));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    dispose,
    check: () => checkTargets(context, targets),
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

function formatOf(typed: string): OutputFormat {
  const format = FORMATS[extname(typed).toLowerCase()];
  if (format === undefined) {
    const known = Object.entries(FORMATS).map(([ending, name]) => `${ending} (${name})`);
    throw cliError(
      'report-format',
      `--report ${plain(typed)} does not say by its ending which format is meant.`,
      `Known are ${known.join(', ')}.`,
    );
  }
  return format;
}

async function begin(context: Context, typed: string, format: OutputFormat, showKeys: boolean): Promise<Begun> {
  try {
    // With keys in it, it is for no one else's eyes.
    return {
      typed,
      format,
      file: await beginFileWhole(await followed(context.path(typed)), showKeys ? 0o600 : undefined),
    };
  } catch (error) {
    throw notWritten(typed, error);
  }
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
  'ELOOP',
  'ENAMETOOLONG',
] as const;
