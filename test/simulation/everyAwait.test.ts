import { describe, expect, test } from 'vitest';
import { simulate } from './support/simulate.ts';
import type { Fate } from './support/simProcess.ts';
import type { Story } from './support/story.ts';
import { drawStory } from './support/drawStory.ts';

/** A key of each kind, licences, a backup; then keys are replaced with their servers, and the rest changes. */
const FIRST: Story['versions'][0] = {
  imunify_keys: { web: { product: '360_30', limit: 5, note: 'web', servers: ['S1', 'S2'] } },
  kernelcare_keys: { fleet: { limit: 10, note: 'fleet', cidrs: ['203.0.113.0/24'] } },
  els_keys: { c7: { product: 'ELS_FOR_CENTOS7', limit: 20, note: 'c7' } },
  cloudlinux_keys: { shared: { product: 'CL', limit: 10, note: 'shared' } },
  ip_licenses: { plain: { products: ['cloudlinux', 'kernelcare'], ips: ['203.0.113.1', '203.0.113.2'] } },
  backups: { S1: { size_gb: 10, datacenter: 'EU1' } },
};
const SECOND: Story['versions'][0] = {
  imunify_keys: { web: { product: '360_250', limit: 5, note: 'web', servers: ['S1', 'S2'] } },
  kernelcare_keys: { fleet: { limit: 20, note: 'fleet' } },
  els_keys: { c7: { product: 'CELS', limit: 20, note: 'c7' } },
  cloudlinux_keys: { late: { product: 'CL', limit: 4, note: 'late' } },
  ip_licenses: { plain: { products: ['cloudlinux', 'kernelcare'], ips: ['203.0.113.2', '203.0.113.4'] } },
  backups: { S1: { size_gb: 30, datacenter: 'EU1' } },
};

/** What is bought one at a time when there are no markers. */
const KEYS: Story['versions'][0] = {
  imunify_keys: FIRST.imunify_keys ?? {},
  kernelcare_keys: FIRST.kernelcare_keys ?? {},
};

const STORIES = [
  { name: 'a first apply', versions: [FIRST] as Story['versions'], settled: false, markers: true },
  { name: 'a first apply without markers', versions: [KEYS] as Story['versions'], settled: false, markers: false },
  { name: 'replacements', versions: [FIRST, SECOND] as Story['versions'], settled: true, markers: true },
];

/** Long rounds leave out no await for any of the three. */
const LONG = Number(process.env.SIM_SEEDS ?? 0) > 5000;

function storyOf({ versions, settled, markers }: (typeof STORIES)[number], fate: Fate | undefined): Story {
  const life = { afterMs: 0, version: versions.length - 1, ...(fate === undefined ? {} : { fate }) };
  const plain = { shape: { notes: 'off' as const }, singleWriter: false, strikes: [], visits: [], freezes: [] };
  return { ...drawStory(1), ...plain, versions, settled, markers, actors: [[life]] };
}

describe.each(STORIES)('$name survives, at every single await,', (story) => {
  test.each([
    { what: 'crash', stride: 1 },
    { what: 'power', stride: LONG ? 1 : 6 },
    { what: 'interrupt', stride: LONG ? 1 : 6 },
  ] as const)(
    '$what',
    async ({ what, stride }) => {
      const { moments, violations } = await simulate(storyOf(story, undefined));
      expect(violations).toEqual([]);
      // The applies that follow are shorter, or as long: the moments after the end of the first change nothing.
      expect(moments).toBeGreaterThan(30);
      const failures: string[] = [];
      for (let moment = 1; moment <= moments; moment += stride) {
        const verdict = await simulate(storyOf(story, { what, moment }));
        failures.push(...verdict.violations.map((violation) => `${what} at ${moment}: ${violation}`));
      }
      expect(failures).toEqual([]);
    },
    120_000,
  );
});
