import { expect, test } from 'vitest';
import { matcher } from '../../src/planner/pattern.ts';

const CASES: readonly { pattern: string; matches: readonly string[]; not: readonly string[] }[] = [
  { pattern: 'imunify_key.web', matches: ['imunify_key.web'], not: ['imunify_key.web-eu', 'ximunify_key.web'] },
  { pattern: 'imunify_key.*', matches: ['imunify_key.web', 'imunify_key.'], not: ['imunify_server.web'] },
  { pattern: '*', matches: ['', 'a.b'], not: [] },
  { pattern: '*.web*', matches: ['a.web', 'a.web.web'], not: ['a.we', 'web'] },
  {
    pattern: 'ip_license.203.0.113.*/kernelcare',
    matches: ['ip_license.203.0.113.9/kernelcare'],
    not: ['ip_license.203.0.113.9/cloudlinux'],
  },
  { pattern: 'a*a', matches: ['aa', 'aba'], not: ['a', 'ab'] },
  { pattern: 'a*bc*c', matches: ['abcc', 'axbcxc'], not: ['abc', 'acbc'] },
  { pattern: 'a.(b|c)+*', matches: ['a.(b|c)+', 'a.(b|c)+d'], not: ['a.b', 'axb'] },
];

test.each(CASES)('$pattern', ({ pattern, matches, not }) => {
  for (const address of matches) expect(matcher(pattern)(address), address).toBe(true);
  for (const address of not) expect(matcher(pattern)(address), address).toBe(false);
});

test('no pattern is slow', () => {
  const started = performance.now();
  expect(matcher(`${'*a'.repeat(5000)}b`)('a'.repeat(100_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
