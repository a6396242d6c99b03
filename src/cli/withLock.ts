import type { StateStore } from '../model/stateStore.ts';
import type { Context } from './context.ts';

/** Runs the work under the account's lock, and lets go of it whatever happens. Throws `lock-held` (exit 5). */
export async function withLock<T>(
  context: Context,
  store: StateStore,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await store.lock(operation);
  try {
    if (lock.notice !== undefined) context.terminal.note([lock.notice]);
    return await work();
  } finally {
    await lock.release();
  }
}
