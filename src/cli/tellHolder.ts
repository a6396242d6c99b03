import { isGone } from '../state/processIdentity.ts';
import { holderText } from '../state/stateFailure.ts';
import type { StateStore } from '../model/stateStore.ts';
import { StateError } from '../model/stateStore.ts';
import type { Context } from './context.ts';

/**
 * For what reads and takes no lock: says that someone who holds it is at work, so that what is shown may be over soon. What
 * a dead process of this machine left behind is nobody's, and the next run takes it over.
 */
export async function tellHolder(context: Context, store: StateStore): Promise<void> {
  let holder;
  try {
    holder = await store.holder();
  } catch (error) {
    // Whoever wants the lock will be told what is wrong with it.
    if (error instanceof StateError) return;
    throw error;
  }
  if (holder === undefined) return;
  if (holder.host === context.host.hostname && (await isGone(holder.pid, undefined))) return;
  context.report([
    {
      severity: 'warning',
      code: 'lock-held',
      summary: `Another run holds the lock of this account: ${holderText(holder)}.`,
      help: 'This is read without the lock, and may show half of what that run does. Look again when it is over.',
    },
  ]);
}
