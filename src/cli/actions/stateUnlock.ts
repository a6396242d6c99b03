import { plain } from '../../model/text.ts';
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
  if (id === undefined && options.force !== true)
    throw cliError(
      'lock-id-needed',
      'Which lock is to be removed must be said.',
      'Give the id that the refusal printed, once it is sure that its holder is gone, or --force.',
    );
  const store = openState(context, await stateAccount(context));
  const holder = await store.holder();
  if (holder === undefined) {
    context.terminal.result(['There is no lock.']);
    return EXIT.ok;
  }
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
