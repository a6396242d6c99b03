import type { System } from '../model/system.ts';

/**
 * Real time and real chance. The chance is the platform's strong one: markers rest on it. Globals are used where there
 * are any, for they are loaded when they are needed.
 */
export const nodeSystem: System = {
  now: () => Date.now(),
  random() {
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    // 53 bits, as many as a number holds exactly.
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  },
  async sleep(ms, signal) {
    const { setTimeout: wait } = await import('node:timers/promises');
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
