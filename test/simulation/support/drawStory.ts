import type { AccountContents } from '../../../src/emulator/account.ts';
import { DEFAULT_CONTENTS } from '../../../src/emulator/defaultContents.ts';
import { TEST_NOW } from '../../support/inProcess.ts';
import type { Blocks } from '../../support/manifestOf.ts';
import { aimed } from './aim.ts';
import { Chance } from './chance.ts';
import type { Fate } from './simProcess.ts';
import type { Actor, Freeze, Life, Story, Visit } from './story.ts';
import { POSSIBLE, type CallClass, type FaultName, type Strike } from './strike.ts';

const MINUTE = 60_000;

/** What the stories of a search are drawn towards. */
export interface Focus {
  /** Sections that every manifest has. */
  readonly sections?: readonly string[];
  /** The class of calls that every fault strikes. */
  readonly on?: CallClass;
  /** The only fault there is. */
  readonly fault?: FaultName;
  /** Lists always lag, or always freeze. */
  readonly lists?: 'lag' | 'freeze';
  /** What a person does while the first run is at it. */
  readonly visit?: Visit['does'];
}

/** The story of a seed: an account, a manifest that changes, runners, a person, and what goes wrong. */
export function drawStory(seed: number, focus: Focus = {}): Story {
  const chance = new Chance(seed, 0);
  const singleWriter = chance.flip(0.15);
  const versions = drawVersions(chance, focus);
  const settled = focus.lists !== 'freeze' && chance.flip(0.5);
  const story: Story = {
    seed,
    contents: CONTENTS,
    shape: {
      notes: chance.pick(['on', 'off']),
      order: chance.pick(['stable', 'shuffled']),
      numbers: chance.pick(['int', 'string']),
      v2: chance.pick(['bare', 'wrapped']),
      refusals: chance.pick([200, 400]),
      lag: { ms: focus.lists === 'lag' || chance.flip(0.3) ? chance.between(300, 4000) : 0, calls: 0 },
    },
    versions,
    markers: !chance.flip(0.1),
    singleWriter,
    settled,
    actors: drawActors(chance, versions.length, singleWriter ? 1 : chance.pick([1, 1, 2]), focus),
    strikes: drawStrikes(chance, focus),
    visits: drawVisits(chance, singleWriter, focus),
    freezes: drawFreezes(chance, focus),
  };
  return Object.keys(focus).length === 0 ? aimed(story) : story;
}

/** The default keys, an older Imunify key with two servers that the manifest may want moved, and licences of others. */
const CONTENTS: AccountContents = {
  ...DEFAULT_CONTENTS,
  imunifyKeys: [
    ...(DEFAULT_CONTENTS.imunifyKeys ?? []),
    { key: 'IM1OLDPOOL00000001', code: '360_1', limit: 0, note: 'old pool' },
    // Made by hand long ago, and just like those that are declared: not ours to take.
    { key: 'IM30BYHAND00000001', code: '360_30', limit: 5, note: 'web' },
  ],
  kernelcareKeys: [
    ...(DEFAULT_CONTENTS.kernelcareKeys ?? []),
    { key: 'KcByHand00000001', limit: 10, note: 'fleet', enabled: true, created: 0, cidrs: [] },
  ],
  imunifyServers: ['S1', 'S2'].map((id, index) => {
    return { id, key: 'IM1OLDPOOL00000001', ip: `198.51.100.${index + 1}`, lastCheckin: TEST_NOW };
  }),
  // By hand, and not declared: nobody may touch it, though the manifest declares other licences of that IP.
  ipLicenses: [{ ip: '203.0.113.1', type: 5017, registered: true, created: 0, elsAllowed: false }],
};

function drawVersions(chance: Chance, focus: Focus): Story['versions'] {
  const first = drawBlocks(chance, focus);
  return chance.flip(0.75) ? [first, changed(chance, first)] : [first];
}

function drawBlocks(chance: Chance, { sections = [] }: Focus): Blocks {
  const has = (section?: string): boolean => sections.includes(section ?? '') || chance.flip(0.35);
  const blocks: Record<string, Record<string, unknown>> = {};
  if (has('imunify_keys')) {
    const web = { product: '360_30', limit: 5, note: 'web', ...(has() ? { servers: ['S1', 'S2'] } : {}) };
    // Sometimes one that cannot be told from the first, but by when it came.
    const mail = { product: chance.pick(['360_30', 'AVP']), limit: 5, note: chance.pick(['web', 'mail']) };
    blocks.imunify_keys = has() ? { web, mail } : { web };
  }
  if (has('kernelcare_keys')) {
    const fleet = { limit: 10, note: 'fleet', ...(has() ? { cidrs: ['203.0.113.0/24'] } : {}) };
    blocks.kernelcare_keys = has() ? { fleet, edge: { limit: 10, note: 'fleet' } } : { fleet };
  }
  if (has('els_keys')) blocks.els_keys = { c7: { product: 'ELS_FOR_CENTOS7', limit: 20, note: 'c7' } };
  if (has('cloudlinux_keys')) blocks.cloudlinux_keys = { shared: { product: 'CL', limit: 10, note: 'shared' } };
  if (has('ip_licenses')) {
    blocks.ip_licenses = {
      plain: { products: ['cloudlinux', 'kernelcare'], ips: ['203.0.113.1', '203.0.113.2'] },
      ...(chance.flip(0.6) ? { tier: { products: ['imunify360-1'], ips: ['203.0.113.3'], els_allowed: true } } : {}),
    };
  }
  if (has('backups')) blocks.backups = { S1: { size_gb: 10, datacenter: 'EU1' } };
  return Object.keys(blocks).length === 0 ? { kernelcare_keys: { fleet: { limit: 10, note: 'fleet' } } } : blocks;
}

type Change = (block: Record<string, unknown>, chance: Chance) => Record<string, unknown> | undefined;

/** What may become of a block; undefined: it leaves the manifest. */
const CHANGES: Readonly<Record<string, readonly [Change, ...Change[]]>> = {
  imunify_keys: [
    (block) => ({ ...block, product: '360_250' }),
    (block) => ({ ...block, limit: 7 }),
    (block) => (block.servers === undefined ? undefined : block),
  ],
  kernelcare_keys: [(block) => ({ ...block, limit: 20 }), (block) => ({ ...block, cidrs: [] }), () => undefined],
  els_keys: [(block) => ({ ...block, limit: 30 }), (block) => ({ ...block, product: 'CELS' }), () => undefined],
  cloudlinux_keys: [(block) => ({ ...block, limit: 12 }), (block) => ({ ...block, product: 'CLP' }), () => undefined],
  ip_licenses: [
    (block) => ({ ...block, ips: ['203.0.113.2', '203.0.113.4'] }),
    (block) => (block.els_allowed === undefined ? undefined : { ...block, products: ['imunify360-30'] }),
  ],
  backups: [(block) => ({ ...block, size_gb: 30 }), (block) => ({ ...block, size_gb: 50 })],
};

function changed(chance: Chance, blocks: Blocks): Blocks {
  const next: Record<string, Record<string, unknown>> = {};
  for (const [section, named] of Object.entries(blocks)) {
    const kept: Record<string, unknown> = {};
    for (const [name, block] of Object.entries(named)) {
      const changes = CHANGES[section];
      const turned =
        changes === undefined || chance.flip(0.35)
          ? block
          : chance.pick(changes)(block as Record<string, unknown>, chance);
      if (turned !== undefined) kept[name] = turned;
    }
    if (Object.keys(kept).length > 0) next[section] = kept;
  }
  // Something to keep the lists in use, so that what left is seen to leave.
  return { cloudlinux_keys: { late: { product: 'CL', limit: 4, note: 'late' } }, ...next };
}

const DELAYS = [10, 500, 3000, 30_000, 4 * MINUTE, 11 * MINUTE] as const;

function drawActors(chance: Chance, versions: number, count: number, { lists }: Focus): readonly Actor[] {
  return Array.from({ length: count }, (_, index) => {
    const lives = chance.pick([1, 1, 2, 3]);
    return Array.from({ length: lives }, (__, life): Life => {
      const fate = chance.flip(life === lives - 1 ? 0.3 : 0.8) ? drawFate(chance) : undefined;
      return {
        afterMs: life === 0 && index === 0 ? 0 : chance.pick(lists === 'freeze' ? [11 * MINUTE] : DELAYS),
        version: life === 0 && chance.flip(0.3) ? 0 : versions - 1,
        ...(fate === undefined ? {} : { fate }),
        ...(count > 1 && chance.flip(0.3) ? { steals: true } : {}),
      };
    });
  });
}

function drawFate(chance: Chance): Fate {
  const what = chance.pick(['crash', 'crash', 'power', 'pause', 'interrupt'] as const);
  // Most of a run is reading; later moments are where the writes are.
  const on = chance.flip(0.5) ? chance.pick(['create', 'change', 'change', 'remove'] as const) : undefined;
  const moment = chance.between(1, on === undefined ? chance.pick([40, 80, 160]) : 6);
  return {
    ...{ what, moment },
    ...(on === undefined ? {} : { on }),
    ...(what === 'pause' ? { ms: chance.between(1000, 8 * MINUTE) } : {}),
  };
}

function drawStrikes(chance: Chance, focus: Focus): readonly Strike[] {
  const classes: readonly [CallClass, ...CallClass[]] = [
    'create',
    'create',
    'change',
    'change',
    'change',
    'remove',
    'remove',
    'list',
    'commit',
  ];
  return Array.from({ length: chance.pick([focus.on === undefined ? 0 : 1, 1, 1, 2, 3, 6]) }, (): Strike => {
    const on = focus.on ?? chance.pick(classes);
    const possible = POSSIBLE[on].filter(([fault]) => focus.fault === undefined || fault === focus.fault);
    const [fault, when] = possible[chance.between(0, possible.length - 1)] ?? ['reset', 'after'];
    const nth = chance.between(1, on === 'list' ? 25 : on === 'commit' ? 8 : on === 'create' ? 4 : 3);
    return { fault, when, on, nth, ...(fault === 'late' ? { ms: chance.between(1000, 9 * MINUTE) } : {}) };
  });
}

function drawVisits(chance: Chance, singleWriter: boolean, { visit }: Focus): readonly Visit[] {
  if (visit !== undefined) return [{ atMs: chance.between(0, 300), does: visit }];
  // An account that is declared to have one writer has no person in its console.
  if (singleWriter || chance.flip(0.7)) return [];
  return Array.from({ length: chance.pick([1, 1, 2]) }, () => ({
    atMs: chance.pick([chance.between(0, 1000), chance.between(0, 10_000), chance.between(0, 10 * MINUTE)]),
    does: chance.pick(['alike', 'add', 'remove', 'limit', 'license', 'resize'] as const),
  }));
}

function drawFreezes(chance: Chance, { lists }: Focus): readonly Freeze[] {
  if (lists === 'freeze') return [{ atMs: chance.between(0, 200), forMs: chance.between(12, 25) * MINUTE }];
  return chance.flip(0.9) ? [] : [{ atMs: chance.between(0, 2000), forMs: chance.between(1, 25) * MINUTE }];
}
