import { Chance } from './chance.ts';
import type { Fate } from './simProcess.ts';
import type { Actor, Life, Story } from './story.ts';
import { POSSIBLE, type CallClass, type Strike } from './strike.ts';

/** One story in this many aims at a call that the others hardly ever make. */
const EVERY = 8;

interface Target {
  /** The step that a fault or a fate is to meet. */
  readonly step: string;
  readonly on: CallClass;
  /** The manifest before and after, of which that call comes. */
  readonly versions?: readonly [Story['versions'][0], Story['versions'][0]];
}

const KEPT = { cloudlinux_keys: { late: { product: 'CL', limit: 4, note: 'late' } } };

const TARGETS: readonly [Target, ...Target[]] = [
  { step: 'unlock', on: 'commit' },
  {
    step: 'ipl/update',
    on: 'change',
    versions: [
      { ip_licenses: { plain: { products: ['cloudlinux'], ips: ['203.0.113.2', '203.0.113.3'], els_allowed: true } } },
      { ip_licenses: { plain: { products: ['cloudlinux'], ips: ['203.0.113.2', '203.0.113.3'], els_allowed: false } } },
    ],
  },
  {
    step: 'els/srv/list',
    on: 'list',
    versions: [
      { ...KEPT, els_keys: { c7: { product: 'ELS_FOR_CENTOS7', limit: 20, note: 'c7' } } },
      { ...KEPT, els_keys: { c7: { product: 'CELS', limit: 20, note: 'c7' } } },
    ],
  },
];

/** The story of a seed, and for one seed in eight what makes it meet a rare call at its worst. */
export function aimed(story: Story): Story {
  const chance = new Chance(story.seed, 7);
  if (!chance.flip(1 / EVERY)) return story;
  const target = chance.pick(TARGETS);
  const { versions, on, step } = target;
  const changed = versions === undefined ? story : { ...story, versions, settled: true };
  // Whoever has no fate of its own here has a fault: never both at the same call.
  if (step === 'unlock' || chance.flip(0.3)) return { ...changed, actors: fated(changed.actors, target, chance) };
  return { ...changed, strikes: [...story.strikes.slice(0, 2), drawStrike(on, step, chance)] };
}

function drawStrike(on: CallClass, step: string, chance: Chance): Strike {
  const possible = POSSIBLE[on];
  const [fault, when] = possible[chance.between(0, possible.length - 1)] ?? ['reset', 'after'];
  return { fault, when, on, step, nth: chance.between(1, 2), ...(fault === 'late' ? { ms: 5 * 60_000 } : {}) };
}

/** The last runner is met at that step; where it is to take a lock away, while someone holds it. */
function fated(actors: readonly Actor[], { step }: Target, chance: Chance): readonly Actor[] {
  const what = chance.pick(['crash', 'power', 'pause', 'interrupt'] as const);
  const fate: Fate = { what, step, moment: chance.between(1, 2), ...(what === 'pause' ? { ms: 90_000 } : {}) };
  const [first] = actors;
  const last = { afterMs: 0, version: 1, ...first?.at(-1), fate };
  if (step !== 'unlock') return [[...(first ?? []).slice(0, -1), last]];
  const thief: Life = { ...last, afterMs: chance.pick([50, 200, 500]), steals: true };
  return [[{ afterMs: 0, version: last.version }], [thief, { afterMs: 1000, version: last.version, steals: true }]];
}
