import { KINDS } from '../../kinds/index.ts';
import { parseAddress } from '../../model/address.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { plain } from '../../model/text.ts';
import { openPublic } from '../account.ts';
import { checkAddress } from '../checkAddress.ts';
import { cliError } from '../cliError.ts';
import type { NagiosCheckOptions } from '../commands/nagios.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exitCode.ts';
import { failedCheck, runCheck } from '../plugin.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';

export async function run(context: Context, typed: string, options: NagiosCheckOptions): Promise<ExitCode> {
  const key = await keyOf(context, typed);
  context.learn([key]);
  return runCheck(
    context,
    options,
    async (signal) => (await openPublic(context, { signal })).read,
    (kernelcare) => kernelcare.nagiosKey(key),
  );
}

export function fail(
  context: Context,
  diagnostics: readonly Diagnostic[],
  _typed: string,
  options: NagiosCheckOptions,
): ExitCode {
  return failedCheck(context, diagnostics, options);
}

/** Keys hold no dot, and addresses do. */
async function keyOf(context: Context, typed: string): Promise<string> {
  if (parseAddress(typed) === undefined) return typed;
  const address = checkAddress(KINDS, typed);
  const account = await stateAccount(context);
  const { bindings } = await readState(context, openState(context, account), account);
  const binding = Object.hasOwn(bindings, address) ? bindings[address] : undefined;
  if (binding?.type === 'kernelcare_key') return binding.id;
  throw cliError(
    'not-bound',
    `${plain(address)} is no KernelCare key that the state binds.`,
    '`clnform state list` shows what is bound.',
  );
}
