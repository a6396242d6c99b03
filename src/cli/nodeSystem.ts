import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { System } from '../model/system.ts';

const RESOLUTION = 2 ** 47;

/** Real time and real chance. The chance is the platform's strong one: markers rest on it. */
export const nodeSystem: System = {
  now: () => Date.now(),
  random: () => randomInt(RESOLUTION) / RESOLUTION,
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
