import { judge, type Case, type Situation } from './support/situation.ts';

const spec = { product: '360_30', limit: 5 };

/** Bound and declared keys, of which the account still shows some. */
function gone(bound: number, there: number, more: Partial<Situation> = {}): Situation {
  const names = Array.from({ length: bound }, (_, index) => `k${index}`);
  return {
    blocks: { imunify_keys: Object.fromEntries(names.map((name) => [name, { ...spec }])) },
    bound: Object.fromEntries(names.map((name) => [`imunify_key.${name}`, name])),
    live: { imunify_key: names.slice(0, there).map((id) => ({ id, spec })) },
    ...more,
  };
}

const again = (...names: readonly string[]) => Object.fromEntries(names.map((n) => [`imunify_key.${n}`, 'create']));
const vanished = (...names: readonly string[]) =>
  Object.fromEntries(names.map((n) => [`imunify_key.${n}`, ['vanished' as const]]));

const licence = (ip: string, product: string, type: number) => ({
  id: `${ip}/${type}`,
  name: `${ip}/imunify`,
  spec: { ip, product },
});

const CASES: readonly Case[] = [
  {
    reason: 'one that is gone is a matter of its own, however few there are',
    given: gone(2, 1),
    changes: again('k1'),
    hazards: vanished('k1'),
  },
  {
    reason: 'two of three are no accident of one: the list is doubted',
    given: gone(3, 1),
    changes: again('k1', 'k2'),
    hazards: vanished('k1', 'k2'),
    errors: ['many-vanished'],
  },
  {
    reason: 'two of forty are five percent, which is not more than five percent',
    given: gone(40, 38),
    changes: again('k38', 'k39'),
    hazards: vanished('k38', 'k39'),
  },
  {
    reason: 'three of forty are more',
    given: gone(40, 37),
    changes: again('k37', 'k38', 'k39'),
    hazards: vanished('k37', 'k38', 'k39'),
    errors: ['many-vanished'],
  },
  {
    reason: 'recreate-all is the answer to many that are gone',
    given: gone(3, 1, { options: { recreate: 'all' } }),
    changes: again('k1', 'k2'),
  },
  {
    reason: 'accept-empty plans each on its own',
    given: gone(3, 1, { options: { acceptEmpty: true } }),
    changes: again('k1', 'k2'),
    hazards: vanished('k1', 'k2'),
  },
  {
    reason: 'an empty list where all are bound is doubted even with recreate-all',
    given: gone(2, 0, { options: { recreate: 'all' } }),
    changes: again('k0', 'k1'),
    errors: ['list-empty'],
  },
  {
    reason: 'an empty list is believed with accept-empty',
    given: gone(2, 0, { options: { acceptEmpty: true, recreate: 'all' } }),
    changes: again('k0', 'k1'),
  },
  {
    reason: 'an empty list where one was bound may well be true',
    given: gone(1, 0),
    changes: again('k0'),
    hazards: vanished('k0'),
  },
  {
    reason: 'an empty list is doubted even where the manifest wants none of them any more: bindings would be lost',
    given: gone(2, 0, { blocks: {} }),
    changes: { 'imunify_key.k0': 'forget', 'imunify_key.k1': 'forget' },
    errors: ['list-empty'],
  },
  {
    reason: 'many that are gone are doubted where they are no longer declared too: their bindings would be lost',
    given: gone(3, 1, { blocks: { imunify_keys: { k0: { ...spec } } } }),
    changes: { 'imunify_key.k1': 'forget', 'imunify_key.k2': 'forget' },
    errors: ['many-vanished'],
  },
  {
    reason: 'recreate-all is no answer for those that are not declared: nothing would be made again',
    given: gone(3, 1, { blocks: { imunify_keys: { k0: { ...spec } } }, options: { recreate: 'all' } }),
    changes: { 'imunify_key.k1': 'forget', 'imunify_key.k2': 'forget' },
    errors: ['many-vanished'],
  },
  {
    reason: 'a destroy does not forget what a shrunken list leaves out',
    given: gone(3, 1, {
      options: { destroy: true },
      live: { imunify_key: [{ id: 'k0', spec }], imunify_server: [] },
    }),
    changes: { 'imunify_key.k0': 'remove', 'imunify_key.k1': 'forget', 'imunify_key.k2': 'forget' },
    errors: ['many-vanished'],
  },
  {
    reason: 'accept-empty lets go of them',
    given: gone(3, 1, { blocks: { imunify_keys: { k0: { ...spec } } }, options: { acceptEmpty: true } }),
    changes: { 'imunify_key.k1': 'forget', 'imunify_key.k2': 'forget' },
  },
  {
    reason: 'licences that are declared to be absent are gone by intent',
    given: {
      blocks: {
        ip_licenses: {
          a: { products: ['imunify360-1'], ips: ['203.0.113.1', '203.0.113.2'], suspended: true },
          b: { products: ['imunify360-1'], ips: ['203.0.113.3'] },
        },
      },
      bound: {
        'ip_license.203.0.113.1/imunify': '203.0.113.1/41',
        'ip_license.203.0.113.2/imunify': '203.0.113.2/41',
        'ip_license.203.0.113.3/imunify': '203.0.113.3/41',
      },
      live: { ip_license: [licence('203.0.113.3', 'imunify360-1', 41)] },
    },
    changes: { 'ip_license.203.0.113.1/imunify': 'forget', 'ip_license.203.0.113.2/imunify': 'forget' },
  },
  {
    reason: 'licences whose tier was changed in the console are still there, at other ids',
    given: {
      blocks: { ip_licenses: { a: { products: ['imunify360-30'], ips: ['203.0.113.1', '203.0.113.2'] } } },
      bound: {
        'ip_license.203.0.113.1/imunify': '203.0.113.1/41',
        'ip_license.203.0.113.2/imunify': '203.0.113.2/41',
      },
      live: {
        ip_license: [licence('203.0.113.1', 'imunify360-30', 42), licence('203.0.113.2', 'imunify360-30', 42)],
      },
    },
  },
];

judge(CASES);
