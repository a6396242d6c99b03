import { ApiError } from '../model/apiError.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { NagiosAnswer } from '../model/api/rows.ts';
import type { Check } from '../model/check.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkLines } from '../views/checkLines.ts';
import type { NagiosCheckOptions } from './commands/nagios.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exitCode.ts';
import { PLUGIN_EXIT } from './pluginExit.ts';
import { nagiosCheck } from './nagiosCheck.ts';

/** Asks the service and tells what it said as a plugin does. Throws what `fail` then tells. */
export async function runCheck(
  context: Context,
  { format, timeout }: NagiosCheckOptions,
  open: (signal: AbortSignal) => Promise<Pick<ReadApi, 'kernelcare'>>,
  ask: (kernelcare: ReadApi['kernelcare']) => Promise<NagiosAnswer>,
): Promise<ExitCode> {
  const signal = AbortSignal.timeout(timeout);
  const { kernelcare } = await open(signal);
  let answer: NagiosAnswer;
  try {
    answer = await ask(kernelcare);
  } catch (error) {
    if (!(error instanceof ApiError) || !signal.aborted) throw error;
    const summary = `${error.endpoint}: no answer within ${timeout / 1000} s.`;
    throw new ApiError(error.endpoint, { ...error.diagnostic, code: 'timed-out', summary });
  }
  return tell(context, nagiosCheck(answer), format);
}

/** What could not be checked is neither well nor ill, whatever the reason: the reason is the line. */
export function failedCheck(
  context: Context,
  diagnostics: readonly Diagnostic[],
  { format }: Pick<NagiosCheckOptions, 'format'>,
): ExitCode {
  const text = diagnostics.map(({ summary }) => summary).join(' ');
  return tell(context, { status: 'unknown', text, counts: [] }, format);
}

function tell(context: Context, check: Check, format: NagiosCheckOptions['format']): ExitCode {
  const { terminal } = context;
  terminal.result(checkLines(check, format, context.view(terminal.paint)));
  return PLUGIN_EXIT[check.status];
}
