import { expect, test } from 'vitest';
import { planFor, type Situation } from './support/situation.ts';

const license = (ip: string, type = 1, slot = 'cloudlinux', product = slot) => ({
  id: `${ip}/${type}`,
  name: `${ip}/${slot}`,
  spec: { ip, product },
});
const declared = (products: readonly string[], ...ips: readonly string[]) => ({
  ip_licenses: { a: { products, ips } },
});
const bound = (...ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [`ip_license.${id.replace('/1', '/cloudlinux')}`, id]));

const CASES: readonly { reason: string; given: Situation; waits: readonly string[] }[] = [
  {
    reason: 'a licence that left the manifest goes after the one on the new address has come',
    given: {
      blocks: declared(['cloudlinux'], '203.0.113.20'),
      bound: bound('203.0.113.10/1'),
      live: { ip_license: [license('203.0.113.10')] },
    },
    waits: ['put ip_license.203.0.113.20/cloudlinux'],
  },
  {
    reason: 'after all of them, for which is for which cannot be told',
    given: {
      blocks: declared(['cloudlinux'], '203.0.113.20', '203.0.113.21'),
      bound: bound('203.0.113.10/1'),
      live: { ip_license: [license('203.0.113.10')] },
    },
    waits: ['put ip_license.203.0.113.20/cloudlinux', 'put ip_license.203.0.113.21/cloudlinux'],
  },
  {
    reason: 'another product is no successor',
    given: {
      blocks: declared(['kernelcare'], '203.0.113.20'),
      bound: bound('203.0.113.10/1'),
      live: { ip_license: [license('203.0.113.10')] },
    },
    waits: [],
  },
  {
    reason: 'another tier of Imunify is',
    given: {
      blocks: declared(['imunify360-250'], '203.0.113.20'),
      bound: { 'ip_license.203.0.113.10/imunify': '203.0.113.10/42' },
      live: { ip_license: [license('203.0.113.10', 42, 'imunify', 'imunify360-30')] },
    },
    waits: ['put ip_license.203.0.113.20/imunify'],
  },
  {
    reason: 'what is suspended is meant to be without',
    given: {
      blocks: {
        ip_licenses: {
          a: { products: ['cloudlinux'], ips: ['203.0.113.20'] },
          b: { products: ['cloudlinux'], ips: ['203.0.113.10'], suspended: true },
        },
      },
      live: { ip_license: [license('203.0.113.10')] },
    },
    waits: [],
  },
  {
    reason: 'so is what nothing declares where everything is declared',
    given: {
      blocks: declared(['cloudlinux'], '203.0.113.20'),
      extras: { exclusive: new Set(['ip_license']) },
      live: { ip_license: [license('203.0.113.10')] },
    },
    waits: ['put ip_license.203.0.113.20/cloudlinux'],
  },
];

test.each(CASES)('$reason', ({ given, waits }) => {
  const { plan, diagnostics } = planFor(given);
  expect(diagnostics).toEqual([]);
  const removal = plan.steps.find(({ op }) => op === 'remove');
  expect(removal?.id).toContain('203.0.113.10/');
  expect(removal?.after).toEqual(waits);
});

test('a whole account that moves does not make the plan grow with its square', () => {
  const ips = (net: number) => Array.from({ length: 200 }, (_, n) => `198.51.${net}.${n}`);
  const { plan } = planFor({
    blocks: declared(['cloudlinux'], ...ips(100)),
    bound: bound(...ips(101).map((ip) => `${ip}/1`)),
    live: { ip_license: ips(101).map((ip) => license(ip)) },
  });
  const removals = plan.steps.filter(({ op }) => op === 'remove');
  expect(removals).toHaveLength(200);
  const [first] = removals;
  expect(first?.after).toHaveLength(200);
  for (const removal of removals.slice(1)) expect(removal.after).toEqual([first?.id]);
});
