import type { FaultRule } from '../../../src/emulator/faults.ts';
import { applyPlan } from '../../../src/engine/applyPlan.ts';
import type { ApplyDeps, ApplyOptions } from '../../../src/engine/applyDeps.ts';
import type { ApplyResult } from '../../../src/engine/applyResult.ts';
import { KINDS } from '../../../src/kinds/index.ts';
import type { ObserveDeps } from '../../../src/engine/observe.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { StateError } from '../../../src/model/stateStore.ts';
import type { Arena } from '../../support/arena.ts';
import type { MemoryStore } from '../../support/memoryStore.ts';

/** As `Arena.carryOut`, with parts of its world exchanged. */
export function carryOutWith(
  arena: Arena,
  plan: Plan,
  { parallelism = 4, interrupt, recovery, spends, ...deps }: Partial<ApplyDeps & ApplyOptions>,
): Promise<ApplyResult> {
  const options = {
    parallelism,
    ...(interrupt === undefined ? {} : { interrupt }),
    ...(recovery === undefined ? {} : { recovery }),
    ...(spends === undefined ? {} : { spends }),
  };
  return applyPlan({ ...depsOf(arena), ...deps }, plan, arena.store.state, options);
}

export function depsOf(arena: Arena): ApplyDeps & ObserveDeps & { readonly store: MemoryStore } {
  const { api, system } = arena.account;
  return { kinds: KINDS, api, read: api.read, store: arena.store, system, emit: (event) => arena.events.push(event) };
}

/** A fault from now on. */
export function strike(arena: Arena, rule: Partial<FaultRule> & Pick<FaultRule, 'endpoint' | 'do'>): void {
  arena.account.emulator.faults.add({ when: 'before', ...rule });
}

/** The disk fills up at the write whose records `when` picks, and stays full. */
export function fillDisk(store: MemoryStore, when: (text: string) => boolean): void {
  let full = false;
  store.beforeCommit = (records) => {
    full ||= when(JSON.stringify(records));
    if (!full) return;
    throw new StateError({
      severity: 'error',
      code: 'disk-full',
      summary: 'The disk is full.',
      help: 'Make room.',
    });
  };
}

export function codesOf(result: Pick<ApplyResult, 'diagnostics'>): readonly string[] {
  return result.diagnostics.map(({ code }) => code);
}

/** Address → id, of everything that is bound. */
export function boundIds({ store }: Arena): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(store.state.bindings).map(([address, { id }]) => [address, id]));
}

/** Calls of one endpoint that reached the account, or would have. */
export function callsOf(arena: Arena, endpoint: string): number {
  return arena.ledger.calls.filter((call) => call.endpoint === endpoint).length;
}
