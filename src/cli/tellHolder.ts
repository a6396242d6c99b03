import { holderText } from '../state/stateFailure.ts';
import type { StateStore } from '../model/stateStore.ts';
import type { Context } from './context.ts';
import { liveHolder } from './liveHolder.ts';

/** For what reads the account and takes no lock: says that another run is at work, so that what is shown may be over soon. */
export async function tellHolder(context: Context, store: StateStore): Promise<void> {
  const holder = await liveHolder(context, store);
  if (holder === undefined) return;
  context.report([
    {
      severity: 'warning',
      code: 'lock-held',
      summary: `Another run holds the lock of this account: ${holderText(holder)}.`,
      help: 'This is read without the lock, and may show half of what that run does. Look again when it is over.',
    },
  ]);
}
