import { plain } from '../../model/text.ts';
import { holderText } from '../../state/stateFailure.ts';
import { cliError } from '../cliError.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, stateAccount } from '../stateFile.ts';

export async function run(
  context: Context,
  id: string | undefined,
  options: { readonly force?: boolean },
): Promise<ExitCode> {
  const account = await stateAccount(context);
  if (account === '')
    throw cliError(
      'which-account',
      'Whose lock is meant is not known: there is no state here, and no login is given.',
      'Run it where the state is, or give --state FILE, or --account LOGIN.',
    );
  const store = openState(context, account);
  const holder = await store.holder();
  if (holder === undefined) {
    context.terminal.result([`There is no lock on the account ${plain(account)}: nothing was removed.`]);
    return EXIT.ok;
  }
  if (id === undefined && options.force !== true)
    throw cliError(
      'lock-id-needed',
      `The lock is held: ${holderText(holder)}.`,
      `Once it is certain that it no longer runs: clnform state unlock ${plain(holder.id)}, or --force.`,
    );
  const wanted = id ?? holder.id;
  if (!(await store.unlock(wanted)))
    throw cliError(
      'other-lock',
      `The lock that is held is ${plain(holder.id)}, of ${plain(holder.owner)}, and not ${plain(wanted)}.`,
      'Someone else has taken it since: look again before removing it.',
    );
  context.terminal.result([`Removed the lock of ${plain(holder.owner)} (${plain(holder.operation)}).`]);
  return EXIT.ok;
}
