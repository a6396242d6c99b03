import { describe, expect, it, test } from 'vitest';
import type { DriftFinding } from '../../src/model/drift.ts';
import { makeDrift, type DriftResult } from '../../src/planner/makeDrift.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { declare, inputOf, intentOf, kindLike, renamed, type Situation } from './support/situation.ts';

function driftFor(situation: Situation, acceptEmpty = false): DriftResult {
  const { kinds, manifest, state, observation, now } = inputOf(situation);
  return makeDrift({ kinds, manifest, state, observation, now, acceptEmpty });
}

/** `drifted changed imunify_key.web limit: because`. */
function brief({ answer, what, address, fields, reason }: DriftFinding): string {
  const names = fields.length === 0 ? '' : ` ${fields.map(({ field }) => field).join(',')}`;
  return `${answer} ${what} ${address}${names}${reason === undefined ? '' : `: ${reason}`}`;
}

interface Case {
  readonly reason: string;
  readonly given: Situation;
  readonly told?: readonly string[];
  readonly inSync?: number;
  readonly errors?: readonly string[];
}

const WEB = { product: '360_30', limit: 5 };
const web = (more: object = {}) => ({ imunify_keys: { web: { ...WEB, ...more } } });
const bound = (applied: object) => ({ 'imunify_key.web': { id: 'K1', applied: applied as never } });
const live = (spec: object) => ({ imunify_key: [{ id: 'K1', spec }] });
const BOX = kindLike({ type: 'box', fields: { size: {}, pin: { sensitive: true }, tags: { unordered: true } } });
const box = (spec: object, applied: object, there: object): Situation => ({
  kinds: [BOX],
  desired: [declare('box', 'a', spec)],
  bound: { 'box.a': { id: 'B1', applied: applied as never } },
  live: { box: [{ id: 'B1', spec: there }] },
});

test.each<Case>([
  {
    reason: 'equal on all three sides: nothing is told',
    given: { blocks: web(), bound: bound(WEB), live: live(WEB) },
    inSync: 1,
  },
  {
    reason: 'changed in the account',
    given: { blocks: web(), bound: bound(WEB), live: live({ ...WEB, limit: 50 }) },
    told: ['drifted changed imunify_key.web limit'],
  },
  {
    reason: 'changed in the manifest',
    given: { blocks: web({ limit: 7 }), bound: bound(WEB), live: live(WEB) },
    told: ['pending changed imunify_key.web limit'],
  },
  {
    reason: 'changed in both, to different values: both are told',
    given: { blocks: web({ limit: 7 }), bound: bound(WEB), live: live({ ...WEB, limit: 50 }) },
    told: ['drifted changed imunify_key.web limit', 'pending changed imunify_key.web limit'],
  },
  {
    reason: 'changed in both, to the same value: there is nothing left to do',
    given: { blocks: web({ limit: 50 }), bound: bound(WEB), live: live({ ...WEB, limit: 50 }) },
    inSync: 1,
  },
  {
    reason: 'changed in a field that is not declared',
    given: { blocks: web(), bound: bound({ ...WEB, note: 'a' }), live: live({ ...WEB, note: 'b' }) },
    inSync: 1,
  },
  {
    reason: 'changed in a field that is ignored',
    given: { blocks: web({ ignore: ['limit'] }), bound: bound(WEB), live: live({ ...WEB, limit: 50 }) },
    inSync: 1,
  },
  {
    reason: 'declared only now, so that nobody can say what it was: pending, not drifted',
    given: { blocks: web({ note: 'b' }), bound: bound(WEB), live: live({ ...WEB, note: 'a' }) },
    told: ['pending changed imunify_key.web note'],
  },
  {
    reason: 'a note that this list leaves out is unverified',
    given: { blocks: web({ note: 'a' }), bound: bound({ ...WEB, note: 'a' }), live: live(WEB) },
    told: ['unverified changed imunify_key.web note'],
    inSync: 1,
  },
  {
    reason: 'a note that it leaves out, and that the manifest changed, is pending and unverified',
    given: { blocks: web({ note: 'b' }), bound: bound({ ...WEB, note: 'a' }), live: live(WEB) },
    told: ['pending changed imunify_key.web note', 'unverified changed imunify_key.web note'],
  },
  {
    reason: 'sets in another order are the same',
    given: box({ tags: ['a', 'b'] }, { tags: ['b', 'a'] }, { tags: ['b', 'a', 'a'] }),
    inSync: 1,
  },
  {
    reason: 'gone from the account',
    given: { blocks: web(), bound: bound(WEB), live: { imunify_key: [] } },
    told: ['drifted gone imunify_key.web'],
  },
  {
    reason: 'never applied',
    given: { blocks: web(), live: { imunify_key: [] } },
    told: ['pending new imunify_key.web product,limit'],
  },
  {
    reason: 'never applied, and only a host can bring it',
    given: { desired: [declare('cloudlinux_server', '7', { key: 'k' })], live: { cloudlinux_key: [] } },
    told: ['pending new cloudlinux_server.7 key: it appears when its host registers'],
  },
  {
    reason: 'adopted, and like what is declared',
    given: { blocks: web({ adopt: 'K1' }), live: live(WEB) },
    told: ['pending new imunify_key.web: adopts an existing object'],
  },
  {
    reason: 'adopting what is not there decides nothing',
    given: { blocks: web({ adopt: 'K9' }), live: live(WEB) },
    errors: ['adopt-missing'],
  },
  {
    reason: 'a licence that was never bound, and is there as declared, is no finding',
    given: {
      blocks: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } } },
      live: {
        ip_license: [
          { id: '203.0.113.1/1', name: '203.0.113.1/cloudlinux', spec: { ip: '203.0.113.1', product: 'cloudlinux' } },
        ],
      },
    },
    inSync: 1,
  },
  {
    reason: 'a name that moved, and protection that is not recorded',
    given: {
      blocks: { imunify_keys: { web: WEB, safe: { ...WEB, protect: true }, free: WEB } },
      extras: { moved: [renamed('imunify_key.old', 'imunify_key.web')] },
      bound: {
        'imunify_key.old': { id: 'K1', applied: WEB },
        'imunify_key.safe': { id: 'K2', applied: WEB },
        'imunify_key.free': { id: 'K3', applied: WEB, protect: true },
      },
      live: { imunify_key: ['K1', 'K2', 'K3'].map((id) => ({ id, spec: WEB })) },
    },
    told: [
      'pending changed imunify_key.free: protection is not lifted yet',
      'pending changed imunify_key.safe: protection is not recorded yet',
      'pending changed imunify_key.web: moved from imunify_key.old',
    ],
  },
  {
    reason: 'left the manifest: pending, and whether it was changed as well',
    given: { bound: bound(WEB), live: live({ ...WEB, limit: 50 }) },
    told: ['drifted changed imunify_key.web limit', 'pending left imunify_key.web: left the manifest'],
  },
  {
    reason: 'left the manifest, and gone: as the manifest wants it',
    given: { bound: bound(WEB), live: { imunify_key: [] } },
    told: ['pending left imunify_key.web: left the manifest, and is gone from the account'],
  },
  {
    reason: 'left the manifest, and missed by an earlier run already',
    given: { bound: { 'imunify_key.web': { id: 'K1', missingSince: 1 } }, live: { imunify_key: [] } },
  },
  {
    reason: 'a field that no list shows, and that a call with a lost answer may have written',
    given: {
      blocks: web({ note: 'a' }),
      bound: { 'imunify_key.web': { id: 'K1', applied: { ...WEB, note: 'a' }, doubted: ['note'] } },
      live: live(WEB),
    },
    told: ['pending changed imunify_key.web note', 'unverified changed imunify_key.web note'],
  },
  {
    reason: 'a difference that was put a moment ago: the list is behind, nobody changed it back',
    given: resized(TEST_NOW - 1000),
    told: [
      'unverified changed backup.S1 size_gb: it was put a moment ago, and the list does not show yet what became of it',
    ],
  },
  {
    reason: 'a difference that was put long ago: someone changed it back',
    given: resized(TEST_NOW - 3_600_000),
    told: ['drifted changed backup.S1 size_gb'],
  },
  {
    reason: 'a difference whose answer was lost',
    given: {
      intents: [intentOf('backup.S1', { delta: { field: 'size_gb', id: '7', from: 10, to: 20 } })],
      live: { backup: [] },
    },
    told: ['unverified unsettled backup.S1: an earlier run sent size_gb from 10 to 20 and got no clear answer'],
  },
  {
    reason: 'what is left of a replacement has not drifted',
    given: {
      blocks: web(),
      bound: { ...bound(WEB), 'imunify_key.web#replaced': { id: 'K0', replacedBy: 'imunify_key.web' as never } },
      live: { imunify_key: ['K0', 'K1'].map((id) => ({ id, spec: WEB })) },
    },
    told: ['pending left imunify_key.web#replaced: replaced by imunify_key.web'],
    inSync: 1,
  },
  {
    reason: 'let go of by the manifest',
    given: {
      blocks: { imunify_keys: { web: { ...WEB, forget: true }, never: { ...WEB, forget: true } } },
      bound: bound(WEB),
      live: live(WEB),
    },
    told: ['pending left imunify_key.web: the manifest says `forget: true`'],
  },
  {
    reason: 'declared to be absent: there, changed, gone, and there without being bound',
    given: {
      blocks: { features: { '1': 'unset', '2': 'unset', '3': 'unset', '4': 'unset' } },
      bound: {
        'feature.1': { id: '1', applied: { id: '1', state: 'enabled' } },
        'feature.2': { id: '2', applied: { id: '2', state: 'enabled' } },
        'feature.3': { id: '3', applied: { id: '3', state: 'unset' } },
      },
      live: {
        feature: [
          { id: '1', name: '1', spec: { id: '1', state: 'enabled' } },
          { id: '2', name: '2', spec: { id: '2', state: 'disabled' } },
          { id: '3', name: '3', spec: { id: '3', state: 'unset' }, inert: true },
          { id: '4', name: '4', spec: { id: '4', state: 'enabled' } },
        ],
      },
    },
    told: [
      'drifted changed feature.2 state',
      'drifted appeared feature.4 id,state: declared to be absent',
      'pending left feature.1: declared to be absent',
      'pending left feature.2: declared to be absent',
      'pending left feature.3: declared to be absent, and it is',
    ],
  },
  {
    reason: 'a stranger of an exclusive kind, but not a default key that cannot be removed',
    given: {
      extras: { exclusive: new Set(['imunify_key']) },
      unremovable: [{ type: 'imunify_key', id: 'K2', reason: 'no' }],
      live: { imunify_key: ['K1', 'K2'].map((id) => ({ id, spec: WEB })) },
    },
    told: ['drifted appeared imunify_key.K1 product,limit'],
  },
  {
    reason: 'a server that was moved in the console, by the names of its keys',
    given: {
      blocks: { imunify_keys: { web: { ...WEB, servers: ['S1'] }, mail: WEB } },
      bound: {
        ...bound(WEB),
        'imunify_key.mail': { id: 'K2', applied: WEB },
        'imunify_server.S1': { id: 'S1', applied: { key: 'K1' } },
      },
      live: {
        imunify_key: ['K1', 'K2'].map((id) => ({ id, spec: WEB })),
        imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'K2' } }],
      },
    },
    told: ['drifted changed imunify_server.S1 key'],
    inSync: 2,
  },
  {
    reason: 'a server on a key that is gone has only been moved',
    given: {
      blocks: { imunify_keys: { web: { ...WEB, servers: ['S1'] } } },
      bound: { ...bound(WEB), 'imunify_server.S1': { id: 'S1', applied: { key: 'K1' } } },
      live: {
        imunify_key: [{ id: 'K2', spec: WEB }],
        imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'K2' } }],
      },
    },
    told: ['drifted gone imunify_key.web', 'drifted changed imunify_server.S1 key'],
  },
  {
    reason: 'a create with a lost answer is unsettled, and not new',
    given: { blocks: web(), intents: [intentOf('imunify_key.web')], live: { imunify_key: [] } },
    told: ['unverified unsettled imunify_key.web: an earlier run sent its create and got no clear answer'],
  },
  {
    reason: 'a note that the list leaves out, of a key whose create is unsettled: each is told, in one order',
    given: {
      blocks: web({ note: 'a' }),
      bound: bound({ ...WEB, note: 'a' }),
      intents: [intentOf('imunify_key.web')],
      live: live(WEB),
    },
    told: [
      'unverified changed imunify_key.web note',
      'unverified unsettled imunify_key.web: an earlier run sent its create and got no clear answer',
    ],
    inSync: 1,
  },
  {
    reason: 'declared to be absent, and away: the next apply forgets it',
    given: {
      blocks: { features: { '1': 'unset' } },
      bound: { 'feature.1': { id: '1', applied: { id: '1', state: 'enabled' } } },
      live: { feature: [] },
    },
    told: ['pending left feature.1: declared to be absent, and it is'],
  },
  {
    reason: 'two names for one object: the declared one has it, and it is an error',
    given: {
      blocks: { ip_licenses: { a: { products: ['cloudlinux'], ips: ['203.0.113.1'] } } },
      bound: {
        'ip_license.203.0.113.1/cloudlinux': { id: '203.0.113.1/1' },
        'ip_license.zz': { id: '203.0.113.1/1' },
      },
      live: {
        ip_license: [
          { id: '203.0.113.1/1', name: '203.0.113.1/cloudlinux', spec: { ip: '203.0.113.1', product: 'cloudlinux' } },
        ],
      },
    },
    errors: ['bound-twice', 'misbound'],
    told: ['pending left ip_license.zz: now declared as ip_license.203.0.113.1/cloudlinux'],
  },
  {
    reason: 'half of a replacement is unsettled, and pending as before',
    given: {
      blocks: web({ product: 'AVP' }),
      bound: bound(WEB),
      intents: [intentOf('imunify_key.web')],
      live: live(WEB),
    },
    told: [
      'pending changed imunify_key.web product',
      'unverified unsettled imunify_key.web: an earlier run sent its create and got no clear answer',
    ],
  },
  {
    reason: 'a kind that this version does not know',
    given: { bound: { 'moon_key.a': 'M1' } },
    errors: ['unknown-kind'],
    told: [],
  },
])('$reason', ({ given, told = [], inSync = 0, errors = [] }) => {
  const { report, diagnostics, lookUnder } = driftFor(given);
  expect(lookUnder).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(errors);
  expect(report.findings.map(brief)).toEqual(told);
  if (errors.length === 0) expect(report.inSync).toBe(inSync);
});

describe('a stale server', () => {
  it('is pending: the manifest frees its seat', () => {
    const { report } = driftFor({
      blocks: web({ remove_stale_servers_after: '90d' }),
      bound: bound(WEB),
      live: { ...live(WEB), imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'K1' }, lastCheckin: 0 }] },
    });
    expect(report.findings.map(brief)).toEqual([
      expect.stringMatching(/^pending left imunify_server\.S1: last checked in \d+ days ago/u),
    ]);
  });
});

describe('a finding', () => {
  it('holds all three sides of a field, and says which is secret', () => {
    const [one, two] = driftFor(box({ pin: 'c', size: 1 }, { pin: 'a', size: 1 }, { pin: 'b', size: 1 })).report
      .findings;
    const fields = [{ field: 'pin', applied: 'a', live: 'b', desired: 'c', sensitive: true }];
    expect(one).toMatchObject({ answer: 'drifted', id: 'B1', source: { line: 1 }, fields });
    expect(two).toMatchObject({ answer: 'pending', id: 'B1', fields });
  });

  it('names the keys that a server sits on', () => {
    const { report } = driftFor({
      blocks: { imunify_keys: { web: { ...WEB, servers: ['S1'] }, mail: WEB } },
      bound: {
        ...bound(WEB),
        'imunify_key.mail': { id: 'K2', applied: WEB },
        'imunify_server.S1': { id: 'S1', applied: { key: 'K1' } },
      },
      live: {
        imunify_key: ['K1', 'K2'].map((id) => ({ id, spec: WEB })),
        imunify_server: [{ id: 'S1', name: 'S1', spec: { key: 'K2' } }],
      },
    });
    expect(report.findings[0]?.fields).toMatchObject([
      { appliedRef: 'imunify_key.web', liveRef: 'imunify_key.mail', desiredRef: 'imunify_key.web' },
    ]);
  });
});

describe('of what sits on another object', () => {
  const vault = kindLike({ type: 'vault', fields: { note: {} } });
  const coin = kindLike({
    ...{ type: 'coin', fields: { vault: {}, worth: {} }, parent: { type: 'vault', field: 'vault' } },
  });
  // Another text may be spelled like the id of that object, and is none.
  const spec = { vault: 'A', worth: 'A' };

  it('only the field that names that object is shown by an address', () => {
    const { report } = driftFor({
      kinds: [vault, coin],
      desired: [
        ...['a', 'b'].map((name) => declare('vault', name, {})),
        declare('coin', 'c', { vault: { ref: 'vault.a' }, worth: 'A' }),
      ],
      bound: { 'vault.a': 'A', 'vault.b': 'B', 'coin.c': { id: 'C', applied: spec } },
      live: {
        vault: ['A', 'B'].map((id) => ({ id, spec: {} })),
        coin: [{ id: 'C', spec: { vault: 'B', worth: 'B' } }],
      },
    });
    expect(report.findings.map(({ fields }) => fields)).toEqual([
      [
        {
          ...{ field: 'vault', applied: 'A', live: 'B', desired: 'A' },
          ...{ appliedRef: 'vault.a', liveRef: 'vault.b', desiredRef: 'vault.a' },
        },
        { field: 'worth', applied: 'A', live: 'B', desired: 'A' },
      ],
    ]);
  });
});

describe('a kind that no registry holds', () => {
  it('is a bug, and no report', () => {
    expect(() => driftFor({ desired: [declare('moon_key', 'a', {})] })).toThrow('No kind moon_key is registered.');
  });
});

describe('a list in which too much is gone', () => {
  const many = (count: number): Situation => ({
    bound: Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`imunify_key.k${n}`, `K${n}`])),
    blocks: { imunify_keys: Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`k${n}`, WEB])) },
    live: { imunify_key: Array.from({ length: count }, (_, n) => ({ id: `K${n}`, spec: WEB })) },
  });

  it.each([
    { count: 0, code: 'list-empty' },
    { count: 2, code: 'many-vanished' },
  ])('says nothing about drift: $code', ({ count, code }) => {
    const { diagnostics } = driftFor(many(count));
    expect(diagnostics).toMatchObject([{ severity: 'error', code }]);
    expect(diagnostics[0]?.summary).toMatch(/: such a list says nothing about drift\.$/u);
    expect(diagnostics[0]?.help).toContain('--accept-empty');
    expect(diagnostics[0]?.help).not.toContain('--recreate');
  });

  it('is believed where that is asked for, and each is told as gone', () => {
    const { report, diagnostics } = driftFor(many(0), true);
    expect(diagnostics).toEqual([]);
    expect(report.findings.filter(({ what }) => what === 'gone')).toHaveLength(4);
  });
});

function resized(since: number): Situation {
  const spec = { server_id: 'S1', datacenter: 'EU1' };
  return {
    blocks: { backups: { S1: { size_gb: 20, datacenter: 'EU1' } } },
    bound: { 'backup.S1': { id: '7', applied: { ...spec, size_gb: 20 } } },
    intents: [intentOf('backup.S1', { phase: 'made', since, delta: { field: 'size_gb', id: '7', from: 10, to: 20 } })],
    live: { backup: [{ id: '7', name: 'S1', spec: { ...spec, size_gb: 10 } }] },
  };
}
