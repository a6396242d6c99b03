import type { Diagnostic } from '../../model/diagnostic.ts';
import { openAccount } from '../account.ts';
import type { NagiosCheckOptions } from '../commands/nagios.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exitCode.ts';
import { failedCheck, runCheck } from '../plugin.ts';

export function run(context: Context, options: NagiosCheckOptions): Promise<ExitCode> {
  return runCheck(
    context,
    options,
    async (signal) => (await openAccount(context, { signal })).read,
    (kernelcare) => kernelcare.nagiosReseller(),
  );
}

export function fail(context: Context, diagnostics: readonly Diagnostic[], options: NagiosCheckOptions): ExitCode {
  return failedCheck(context, diagnostics, options);
}
