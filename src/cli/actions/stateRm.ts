import type { Address } from '../../model/address.ts';
import { plain } from '../../model/text.ts';
import { CliError } from '../cliError.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';
import { withLock } from '../withLock.ts';

export async function run(context: Context, typed: readonly string[]): Promise<ExitCode> {
  const account = await stateAccount(context);
  const store = openState(context, account);
  return withLock(context, store, 'state rm', async () => {
    const state = await readState(context, store, account);
    const addresses = [...new Set(typed)] as Address[];
    const unbound = addresses.filter((address) => state.bindings[address] === undefined);
    if (unbound.length > 0)
      throw new CliError(
        unbound.map((address) => ({
          severity: 'error',
          code: 'not-bound',
          summary: `${plain(address)} is not bound, so there is nothing to forget.`,
          help: '`clnform state list` shows what is bound. Nothing was changed.',
        })),
      );
    await store.commit(
      state,
      addresses.map((address) => ({ op: 'unbind', address })),
    );
    context.terminal.result(addresses.map((address) => `Forgot ${plain(address)}. The object stays in the account.`));
    return EXIT.ok;
  });
}
