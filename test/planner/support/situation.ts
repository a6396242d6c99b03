import { expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds/index.ts';
import { makeAddress, parseAddress, type Address } from '../../../src/model/address.ts';
import type { Desired } from '../../../src/model/desired.ts';
import type { HazardName } from '../../../src/model/hazard.ts';
import type { AnyKind, KindRegistry } from '../../../src/model/kind.ts';
import type { Live } from '../../../src/model/live.ts';
import type { Moved } from '../../../src/model/manifest.ts';
import { emptyState, type Binding, type Intent, type State, type Unremovable } from '../../../src/model/state.ts';
import { makePlan, type PlanResult } from '../../../src/planner/makePlan.ts';
import type { ObservedKind } from '../../../src/planner/observation.ts';
import type { PlanInput, PlanOptions } from '../../../src/planner/planInput.ts';
import { TEST_NOW } from '../../support/inProcess.ts';
import { manifestOf, type Blocks, type ManifestExtras } from '../../support/manifestOf.ts';

/** What a plan is made from, with everything that does not matter left out. */
export interface Situation {
  readonly blocks?: Blocks;
  /** Beside the blocks: resources of made-up kinds. */
  readonly desired?: readonly Desired[];
  readonly extras?: ManifestExtras;
  /** Address → the object it is bound to, by id or whole. */
  readonly bound?: Readonly<Record<string, string | Partial<Binding>>>;
  readonly intents?: readonly Intent[];
  readonly unremovable?: readonly Unremovable[];
  /** What the lists show, by kind; a kind that is not here was not listed. */
  readonly live?: Readonly<Record<string, readonly Omit<Live, 'type'>[]>>;
  /** Parents that were looked under, by kind of child; absent: all that are live. */
  readonly under?: Readonly<Record<string, readonly string[]>>;
  readonly whole?: boolean;
  readonly options?: PlanOptions;
  /** Beside the real ones. */
  readonly kinds?: readonly AnyKind[];
}

export function planFor(situation: Situation): PlanResult {
  return makePlan(inputOf(situation));
}

export function inputOf(situation: Situation): PlanInput {
  const { blocks = {}, desired = [], extras = {}, live = {}, under, whole = true, options = {} } = situation;
  const kinds: KindRegistry = new Map([
    ...KINDS,
    ...(situation.kinds ?? []).map((kind): [string, AnyKind] => [kind.type, kind]),
  ]);
  const manifest = manifestOf(blocks, extras);
  const observation = new Map(
    Object.entries(live).map(([type, objects]): [string, ObservedKind] => {
      const parent = kinds.get(type)?.parent?.type;
      const looked = parent === undefined ? [] : (under?.[type] ?? (live[parent] ?? []).map(({ id }) => id));
      return [type, { objects: objects.map((object) => ({ type, ...object })), whole, under: new Set(looked) }];
    }),
  );
  return {
    kinds,
    manifest: { ...manifest, desired: [...manifest.desired, ...desired] },
    state: stateOf(situation),
    observation,
    now: TEST_NOW,
    options,
  };
}

function stateOf({ bound = {}, intents = [], unremovable = [] }: Situation): State {
  const bindings = Object.entries(bound).map(([address, given]): [string, Binding] => {
    const { type } = parseAddress(address) ?? { type: '' };
    return [address, { type, id: '', applied: {}, ...(typeof given === 'string' ? { id: given } : given) }];
  });
  return {
    ...emptyState('acme', 'lineage-of-tests'),
    bindings: Object.fromEntries(bindings),
    intents,
    unremovable,
  };
}

/** One declared resource of a made-up kind. */
export function declare(type: string, name: string, spec: object, more: Partial<Desired> = {}): Desired {
  const source = { file: 'clnform.yaml', line: 1, column: 1 };
  return { address: makeAddress(type, name), type, name, spec, lifecycle: {}, source, ...more };
}

export function intentOf(address: string, more: Partial<Intent> = {}): Intent {
  const { type } = parseAddress(address) ?? { type: '' };
  return { seq: 1, address: address as Address, type, spec: {}, idsBefore: [], since: 0, phase: 'sent', ...more };
}

/** A plan, told in a few words: what a case states in full, so that nothing beside it goes unseen. */
export interface Outline {
  /** Address → action. */
  readonly changes: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly hazards: Readonly<Record<string, readonly HazardName[]>>;
}

export type Case = Partial<Outline> & { readonly reason: string; readonly given: Situation };

export function outline({ plan, diagnostics, lookUnder }: PlanResult): Outline {
  expect(lookUnder, 'parents to look under').toEqual([]);
  const codes = (severity: string): string[] => diagnostics.filter((d) => d.severity === severity).map((d) => d.code);
  return {
    changes: Object.fromEntries(plan.changes.map(({ address, action }) => [address, action])),
    errors: codes('error'),
    warnings: codes('warning'),
    hazards: Object.fromEntries(
      plan.changes
        .filter(({ hazards }) => hazards.length > 0)
        .map(({ address, hazards }) => [address, hazards.map(({ name }) => name)]),
    ),
  };
}

export function judge(cases: readonly Case[]): void {
  test.each(cases)('$reason', ({ given, changes = {}, errors = [], warnings = [], hazards = {} }) => {
    expect(outline(planFor(given))).toEqual({ changes, errors, warnings, hazards });
  });
}

/** A made-up kind with nothing but what a case needs. */
export function kindLike(more: Partial<AnyKind> & Pick<AnyKind, 'type' | 'fields'>): AnyKind {
  return { title: 'thing', identity: 'assigned', list: () => Promise.resolve([]), ...more };
}

/** For kinds whose calls are never made here. */
export const NEVER_CALLED = (): never => {
  throw new Error('a plan makes no call');
};

/** `moved` of a manifest, from one address to another. */
export function renamed(from: string, to: string): Moved {
  return { from: from as Address, to: to as Address, source: { file: 'clnform.yaml', line: 1, column: 1 } };
}
