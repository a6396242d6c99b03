import type { LockInfo, StateStore } from '../model/stateStore.ts';
import { StateError } from '../model/stateStore.ts';
import { isGone } from '../state/processIdentity.ts';
import type { Context } from './context.ts';

/**
 * Who holds the account's lock and may be at work. Undefined: no one. What a dead process of this machine left behind is
 * nobody's, and the next run takes it over; whoever wants a lock that cannot be read will be told what is wrong with it.
 */
export async function liveHolder(context: Context, store: StateStore): Promise<LockInfo | undefined> {
  try {
    const holder = await store.holder();
    if (holder === undefined) return undefined;
    if (holder.host === context.host.hostname && (await isGone(holder.pid, undefined))) return undefined;
    return holder;
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}
