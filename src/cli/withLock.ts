import { StateError } from '../model/stateStore.ts';
import type { StateLock, StateStore } from '../model/stateStore.ts';
import type { Context } from './context.ts';

/**
 * Runs the work under the account's lock, and lets go of it whatever happens. Throws `lock-held` (exit 5). A lock that
 * cannot be let go of is a warning: what the work did, or why it failed, is not to be hidden by it.
 */
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
    await letGo(context, lock);
  }
}

async function letGo(context: Context, lock: StateLock): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const { summary } = error.diagnostic;
    context.report([
      {
        severity: 'warning',
        code: 'lock-kept',
        summary: `The lock could not be let go of: ${summary}`,
        help: `The next run on this machine takes it over. On another one: clnform state unlock ${lock.info.id}`,
      },
    ]);
  }
}
