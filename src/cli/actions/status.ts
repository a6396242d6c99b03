import { ApiError } from '../../model/apiError.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import { jsonText } from '../../views/jsonText.ts';
import { serviceHealth } from '../../views/serviceHealth.ts';
import { statusCsv } from '../../views/statusCsv.ts';
import { statusJson } from '../../views/statusJson.ts';
import { statusText } from '../../views/statusText.ts';
import { openPublic } from '../account.ts';
import type { StatusCommandOptions } from '../commands/status.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';

const EXITS = { healthy: EXIT.ok, trouble: EXIT.changes, unknown: EXIT.error } as const;

/** Trouble at the service is what was asked about, so that it has an exit code of its own; what cannot be told is an error. */
export async function run(context: Context, { format, plain }: StatusCommandOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { read } = await openPublic(context);
  const { flags, source } = plain === true ? await readPlain(read) : await readEither(context, read);
  const view = context.view(terminal.paint);
  switch (format) {
    case 'text':
      terminal.result(statusText(flags, view));
      break;
    case 'json':
      terminal.result([jsonText(statusJson(flags, source))]);
      break;
    case 'csv':
      terminal.result(statusCsv(flags, view));
      break;
    default:
      format satisfies never;
  }
  return EXITS[serviceHealth(flags).verdict];
}

interface Flags {
  readonly flags: Readonly<Record<string, boolean>>;
  readonly source: 'status.json' | 'status.plain';
}

async function readPlain(read: ReadApi): Promise<Flags> {
  return { flags: await read.statusPlain(), source: 'status.plain' };
}

/** A service that nothing reaches is not asked a second time. */
const HOPELESS = new Set(['unreachable', 'timed-out', 'rate-limited', 'interrupted']);

/** The text API may still answer when the JSON of the same flags is broken. Throws the first error when neither does. */
async function readEither(context: Context, read: ReadApi): Promise<Flags> {
  try {
    return { flags: await read.status(), source: 'status.json' };
  } catch (error) {
    if (!(error instanceof ApiError) || HOPELESS.has(error.diagnostic.code)) throw error;
    const answered = await readPlain(read).catch((second: unknown) => {
      throw second instanceof ApiError ? error : second;
    });
    const summary = `status.json could not be read, so status.plain was: ${error.diagnostic.summary}`;
    context.report([{ ...error.diagnostic, severity: 'warning', code: 'status-plain', summary }]);
    return answered;
  }
}
