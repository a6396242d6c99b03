import { resolveIntent } from '../../engine/resolveIntent.ts';
import { KINDS } from '../../kinds/index.ts';
import { parseAddress } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { plain } from '../../model/text.ts';
import { openAccount } from '../account.ts';
import { checkAddress } from '../checkAddress.ts';
import { checkResolution } from '../checkResolution.ts';
import { cliError } from '../cliError.ts';
import type { ResolveCommandOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

export async function run(context: Context, typed: string, options: ResolveCommandOptions): Promise<ExitCode> {
  // A create of a kind that this version does not know must not be a dead end.
  const address = parseAddress(typed) === undefined ? checkAddress(KINDS, typed) : (typed as Address);
  const { adopt } = options;
  if (adopt === undefined && options.none !== true)
    throw cliError(
      'resolution-needed',
      'How it is settled must be said.',
      'Look in the CLN console: --adopt ID when the create made that object, --none when it made nothing.',
    );
  const account = await stateAccount(context);
  const store = openState(context, account);
  return withLock(context, store, 'state resolve', async () => {
    const state = await readState(context, store, account);
    if (options.force !== true) {
      const { read } = await openAccount(context, { login: account });
      await checkResolution({
        read,
        kinds: watchedKinds(context),
        state,
        address,
        ...(adopt === undefined ? {} : { adopt }),
      });
    }
    const resolution = adopt === undefined ? { none: true as const } : { adopt };
    const { diagnostics } = await resolveIntent({ store, kinds: KINDS }, state, address, resolution);
    context.report(diagnostics);
    if (hasErrors(diagnostics)) return EXIT.error;
    context.terminal.result([`Settled ${plain(address)}.`]);
    return EXIT.ok;
  });
}
