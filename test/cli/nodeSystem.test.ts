import { describe, expect, it } from 'vitest';
import { nodeSystem } from '../../src/cli/nodeSystem.ts';

describe('the real system', () => {
  it('draws from the whole of [0, 1), and hardly ever the same twice', () => {
    const drawn = Array.from({ length: 4_000 }, () => nodeSystem.random());
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, tenth) => drawn.filter((one) => Math.floor(one * 10) === tenth));
    // 400 are expected in each; eight standard deviations are not seen by chance.
    for (const tenth of tenths) expect(Math.abs(tenth.length - 400)).toBeLessThan(160);
  });

  it('sleeps no less than it is told, and wakes when it is called off', async () => {
    const before = performance.now();
    await nodeSystem.sleep(20);
    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
    const stop = new AbortController();
    const asleep = nodeSystem.sleep(60_000, stop.signal);
    stop.abort(new Error('called off'));
    await expect(asleep).rejects.toThrow('called off');
  });
});
