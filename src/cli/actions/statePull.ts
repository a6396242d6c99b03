import { plain } from '../../model/text.ts';
import { encodeState } from '../../state/encodeState.ts';
import { cliError } from '../cliError.ts';
import type { PullCommandOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { writeSecretFile } from '../secretFile.ts';
import { openState, stateAccount } from '../stateFile.ts';

/** The state as it is stored, keys whole: that is what makes it a backup. */
export async function run(context: Context, { out, showKeys }: PullCommandOptions): Promise<ExitCode> {
  const { terminal, host } = context;
  const store = openState(context, await stateAccount(context));
  const state = await store.read();
  if (state === undefined)
    throw cliError('no-state', `There is no state at ${plain(store.location)}.`, 'Name it with --state FILE.');
  const text = encodeState(state);
  if (out !== undefined) {
    await writeSecretFile(context, out, text);
    terminal.result([`Wrote ${plain(out)}: serial ${state.serial}. It holds licence keys whole.`]);
    return EXIT.ok;
  }
  if (host.stdout.isTTY === true && showKeys !== true)
    throw cliError(
      'keys-on-screen',
      'The state holds licence keys whole, and this is a terminal.',
      'Give --out FILE, pipe it on, or say --show-keys.',
    );
  terminal.result([text.trimEnd()]);
  return EXIT.ok;
}
