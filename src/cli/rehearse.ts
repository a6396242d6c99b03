import { copyOfAccount } from '../emulator/copyOfAccount.ts';
import { createEmulator } from '../emulator/emulator.ts';
import type { SeenRows } from '../emulator/recordReads.ts';
import { applyPlan } from '../engine/applyPlan.ts';
import { KINDS } from '../kinds/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Plan } from '../model/plan.ts';
import type { State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { createMemoryStateStore } from '../state/memoryStateStore.ts';
import type { PlanningOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';
import { emulatedApi } from './emulatedApi.ts';
import { makePlanFor } from './planning.ts';

export interface Rehearsal {
  /** Changes that were carried out on the copy. */
  readonly done: number;
  /** What the copy took for granted, since no list shows it; a clause each. */
  readonly assumptions: readonly string[];
  /** With an error: not everything could be carried out, or the next plan is not empty. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Rehearsed {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly state: State;
  readonly destroy: boolean;
  /** What the plan was made from. */
  readonly seen: SeenRows;
}

/**
 * Carries a plan out on a copy of the account in memory, made of the very lists that the plan was made from, and plans
 * again there: nothing but what was left out may be left to do. No call leaves the process.
 */
export async function rehearse(
  context: Context,
  { plan, manifest, state, destroy, seen }: Rehearsed,
  options: PlanningOptions,
): Promise<Rehearsal> {
  const system = virtual(context.system);
  const members = plan.changes.flatMap(({ target }) => textsIn(target?.servers));
  const unremovable = new Set(state.unremovable.map(({ id }) => id));
  const copy = copyOfAccount(seen, { now: system.now(), unremovable, members });
  const emulator = createEmulator({
    login: plan.account,
    secret: 'rehearsal',
    contents: copy.contents,
    shape: copy.shape,
    now: () => system.now(),
    random: () => system.random(),
    backupsForAnyServer: true,
  });
  const api = emulatedApi(emulator, system);
  const store = createMemoryStateStore(state);
  const emit = (): void => undefined;
  const deps = { kinds: KINDS, api, store, system, emit };
  const result = await applyPlan(deps, plan, state, { parallelism: options.parallelism });
  const next = await makePlanFor(
    context,
    { read: api.read, manifest, state: result.state, emit, destroy },
    { ...options, target: [], exclude: [], recreate: [], acceptEmpty: true },
  );
  const { done } = result.summary;
  return {
    done: Object.values(done).reduce((sum, count) => sum + count, 0),
    assumptions: [...copy.assumptions, ...(removesKeys(plan) ? ['no key is one of the account’s default keys'] : [])],
    diagnostics: [...result.diagnostics, ...leftToDo(plan, next.plan, next.diagnostics)],
  };
}

function leftToDo(plan: Plan, next: Plan | undefined, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const leftOut = new Set<string>(plan.leftOut.map(({ address }) => address));
  const isLeft = (address: string | undefined): boolean => address !== undefined && leftOut.has(address);
  const errors = diagnostics.filter(({ severity, address }) => severity === 'error' && !isLeft(address));
  if (errors.length > 0) return errors;
  const rest = (next?.changes ?? []).filter(({ address }) => !isLeft(address));
  if (rest.length === 0) return [];
  const named = rest.slice(0, 5).map(({ address, action }) => `${address} (${action})`);
  const more = rest.length > named.length ? ` and ${rest.length - named.length} more` : '';
  return [
    {
      severity: 'error',
      code: 'rehearsal-differs',
      summary: `On a copy of the account, the plan after this one is not empty: ${named.join(', ')}${more}.`,
      help: 'Nothing was sent. Do not apply this plan: report it, or plan the changes in parts with --target.',
    },
  ];
}

function removesKeys({ changes }: Plan): boolean {
  return changes.some(
    ({ action, type }) => (action === 'remove' || action === 'replace') && KINDS.get(type)?.hasDefaults === true,
  );
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A clock that only waits move. */
function virtual(real: System): System {
  let now = real.now();
  return {
    now: () => now,
    random: () => real.random(),
    sleep(ms) {
      now += ms;
      return Promise.resolve();
    },
  };
}
