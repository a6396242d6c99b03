import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import { isRef } from '../model/ref.ts';
import type { Plan } from '../model/plan.ts';
import type { Binding } from '../model/state.ts';
import type { SentCreates } from '../planner/sentCreates.ts';
import type { ApplyDeps } from './applyDeps.ts';
import type { StateSession } from './stateSession.ts';
import type { Throttle } from './throttle.ts';

/** What the steps of one apply share. */
export interface Run {
  readonly deps: ApplyDeps;
  readonly plan: Plan;
  readonly session: StateSession;
  readonly changes: ReadonlyMap<Address, Change>;
  readonly diagnostics: Diagnostic[];
  /** What was to be removed and stays, because the service refuses it for good. */
  readonly kept: Set<Address>;
  /** Ids that each kind without text had, or got in this run: what an unknown create is told apart by. */
  readonly knownIds: Map<string, Set<string>>;
  /** By kind, creates of this run, and of earlier ones that died before their audit. */
  readonly sent: Map<string, SentCreates>;
  readonly stopping: () => boolean;
  /** Milliseconds in which lists settle. */
  readonly settleMs: number;
  /** What every call that changes the account goes through. */
  readonly throttle: Throttle;
  /** Counts up: tells what came after what, whatever becomes of the clock. */
  readonly tick: () => number;
  /** The tick at which creates of this run were answered "too many requests", by the number of their intents. */
  readonly denied: Map<number, number>;
  /** Of one step: its calls are answered, and what is left is to record it; the next may start. */
  readonly answered: () => void;
}

/** Once, however many steps ran into it. */
export function report(run: Run, diagnostic: Diagnostic): void {
  if (!run.diagnostics.includes(diagnostic)) run.diagnostics.push(diagnostic);
}

/** Said at once: what follows may end all memory of it, and the run may not live to its end. */
export function announce(run: Run, diagnostic: Diagnostic): void {
  report(run, diagnostic);
  run.deps.emit({ type: 'diagnostic', diagnostic });
}

export function changeOf(run: Run, address: Address): Change {
  const change = run.changes.get(address);
  if (change === undefined) throw new Error(`No change of ${address} is planned.`);
  return change;
}

/** The spec to put, with the ids that its parents have by now. */
export function resolveSpec(run: Run, change: Change): JsonObject {
  const entries = Object.entries(change.target ?? {}).map(([field, value]) => {
    if (!isRef(value)) return [field, value] as const;
    const binding = run.session.current.bindings[value.ref];
    if (binding === undefined) throw new Error(`${value.ref} is not bound, but ${change.address} comes after it.`);
    return [field, binding.id] as const;
  });
  return Object.fromEntries(entries);
}

/** What a create of this run knows of the object that it made. */
export interface Made {
  /** The number of its intent, where it had one. */
  readonly seq?: number;
  /** Fields that are still to be put, or that may not be what was sent. */
  readonly doubted?: readonly string[];
}

/**
 * The binding of a change that succeeded. `made`: by a create of this run; what the create that bound this very id left
 * behind is kept.
 */
export function bindingOf(run: Run, change: Change, id: string, applied: JsonObject, made?: Made): Binding {
  const before =
    run.session.current.bindings[change.movedFrom ?? change.address] ?? run.session.current.bindings[change.address];
  const kept = before?.id === id ? before : undefined;
  const seq = made === undefined ? kept?.seq : made.seq;
  const doubted = (made?.doubted ?? kept?.doubted ?? []).filter((field) => !Object.hasOwn(applied, field));
  return {
    type: change.type,
    id,
    applied,
    ...(change.protect === true ? { protect: true } : {}),
    ...(made !== undefined || kept?.made === true ? { made: true } : {}),
    ...(seq === undefined ? {} : { seq }),
    ...(doubted.length === 0 ? {} : { doubted }),
  };
}
