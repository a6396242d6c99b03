import type { Address } from '../model/address.ts';
import type { ChangeAction } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { openIntents, type Intent, type State } from '../model/state.ts';
import { StateError } from '../model/stateStore.ts';
import type { Step } from '../model/step.ts';
import { registered } from '../planner/registered.ts';
import type { ApplyOptions } from './applyDeps.ts';
import { carryOut } from './carryOut.ts';
import { failureDiagnostic } from './failureDiagnostic.ts';
import { changeOf, report, type Run } from './run.ts';
import { runSteps } from './runSteps.ts';
import { settleRun, type Settled } from './settleRun.ts';
import type { Tally } from './tally.ts';

/** Of the calls at once: so many steps more are begun, so that one is ready to be sent when a call is answered. */
const AHEAD = 0.4;

type Unknown = Extract<Failure, { status: 'unknown' }>;

/** A create that is answered "too many requests" again and again is given up after so many times. */
const MOST_TRIES = 6;

/** What a pass left behind. */
interface Pass {
  readonly done: Set<string>;
  /** Step → what it waited for. */
  readonly skipped: Map<Step, string>;
  /** Calls with a lost answer, by address. */
  readonly lost: Map<Address, Lost>;
}

interface Lost {
  readonly step: Step;
  readonly failure: Unknown;
  /** Of a create that was told to come back later, and of which nothing has been said yet: when its step was started. */
  readonly startedAt?: number;
}

/** How a step ended. `intent`: the one that a failed step leaves open. */
interface Ended {
  readonly step: Step;
  readonly startedAt: number;
  readonly outcome: Outcome<void>;
  readonly intent: Intent | undefined;
}

/**
 * Runs the steps of a plan. Where creates lost their answers, what they made is looked for once everything else is done,
 * and what waited for those that are found is run after all. So is a create that was told to come back later, as soon as
 * a list shows that nothing came of it.
 */
export async function runPasses(
  run: Run,
  tally: Tally,
  stopping: () => string | undefined,
  { parallelism, recovery }: ApplyOptions,
): Promise<void> {
  const done = new Set<string>();
  let finished = 0;
  const tries = new Map<Step, number>();
  let steps = run.plan.steps;
  for (;;) {
    const pass: Pass = { done, skipped: new Map(), lost: new Map() };
    await runSteps(steps, {
      parallelism: Math.max(1, parallelism + Math.floor(AHEAD * parallelism)),
      stopping,
      closed: closedLanes(run.session.durable),
      laneOf: (step) => laneOf(run, step),
      skip: (step, because) => void pass.skipped.set(step, because),
      run: (step, answered) => runStep({ ...run, answered }, tally, pass, step, () => (finished += 1)),
    });
    const found = recovery === undefined || run.stopping() ? undefined : await settle(run, pass, recovery);
    const repeated = tellLost(run, tally, pass, found, tries, () => (finished += 1));
    const next = found === undefined || run.stopping() ? [] : runnable(run, pass, repeated);
    const again = new Set(next);
    for (const [step, because] of pass.skipped) {
      if (again.has(step)) continue;
      finished += 1;
      for (const address of step.addresses) tally.set(step, address, 'skipped');
      run.deps.emit({ type: 'step_skipped', step: step.id, addresses: step.addresses, because, finished });
    }
    if (next.length === 0) return;
    steps = next;
  }
}

async function runStep(
  run: Run,
  tally: Tally,
  pass: Pass,
  step: Step,
  finish: () => number,
): Promise<'ok' | 'failed' | 'closed-lane'> {
  const { emit, system } = run.deps;
  const { id, op, addresses } = step;
  const startedAt = system.now();
  emit({ type: 'step_started', step: id, op, addresses, action: actionOf(run, step) });
  const outcome = await carryOut(run, step);
  const [address] = addresses;
  if (outcome.status === 'unknown' && outcome.denied === true && address !== undefined) {
    pass.lost.set(address, { step, failure: outcome, startedAt });
    return 'closed-lane';
  }
  const intent = outcome.status === 'done' ? undefined : openAt(run, addresses);
  const diagnostics = tell(run, tally, { step, startedAt, outcome, intent }, finish());
  if (outcome.status === 'done') {
    pass.done.add(id);
    return 'ok';
  }
  if (outcome.status === 'unknown' && intent !== undefined) {
    // Reported once it has been looked for.
    for (const address of addresses) pass.lost.set(address, { step, failure: outcome });
  } else {
    for (const diagnostic of diagnostics) report(run, diagnostic);
  }
  return intent === undefined ? 'failed' : 'closed-lane';
}

/** Tells how a step ended. Answers what there is to report of one that failed. */
function tell(
  run: Run,
  tally: Tally,
  { step, startedAt, outcome, intent }: Ended,
  finished: number,
): readonly Diagnostic[] {
  const { emit, system } = run.deps;
  const { id, addresses } = step;
  const action = actionOf(run, step);
  if (outcome.status === 'done') {
    for (const address of addresses) tally.set(step, address, run.kept.has(address) ? 'kept' : 'done');
    const kept = addresses.every((address) => run.kept.has(address));
    const ms = system.now() - startedAt;
    emit({ type: 'step_done', step: id, addresses, action, ms, finished, ...(kept ? { kept } : {}) });
    return [];
  }
  return addresses.map((address) => {
    const diagnostic = failureDiagnostic(address, outcome, intent);
    tally.set(step, address, outcome.status === 'unknown' ? 'unknown' : 'failed');
    emit({ type: 'step_failed', step: id, addresses, action, outcome: outcome.status, diagnostic, finished });
    return diagnostic;
  });
}

/** The durable state is asked only where it may differ, for that may cost as much as the state is large. */
function openAt({ session }: Run, addresses: readonly Address[]): Intent | undefined {
  const isOpen = addresses.some((address) => session.current.intentsAt(address).some(({ phase }) => phase === 'sent'));
  if (!isOpen && !session.broken) return undefined;
  return openIntents(session.durable).find(({ address }) => addresses.includes(address));
}

/** Tells what became of the calls with a lost answer. Answers the steps that are to be carried out again. */
function tellLost(
  run: Run,
  tally: Tally,
  { lost, done }: Pass,
  found: ReadonlyMap<Address, Settled> | undefined,
  tries: Map<Step, number>,
  finish: () => number,
): ReadonlySet<Step> {
  const again = new Set<Step>();
  for (const [address, { step, failure, startedAt }] of lost) {
    const settled: Settled = found?.get(address) ?? { outcome: failure };
    const { outcome, madeNothing = false } = settled;
    if (found === undefined) report(run, failureDiagnostic(address, failure, openAt(run, [address])));
    if (outcome.status === 'done') {
      tally.set(step, address, 'done');
      done.add(step.id);
    }
    // That it failed has been told.
    if (startedAt === undefined) continue;
    const count = (tries.get(step) ?? 0) + 1;
    tries.set(step, count);
    if (madeNothing && count < MOST_TRIES && !run.stopping()) {
      again.add(step);
      continue;
    }
    const intent = openAt(run, step.addresses);
    const diagnostics = tell(run, tally, { step, startedAt, outcome, intent }, finish());
    if (madeNothing) for (const diagnostic of diagnostics) report(run, diagnostic);
  }
  return again;
}

/** Undefined: nothing could be looked for. */
async function settle(
  run: Run,
  { lost }: Pass,
  recovery: NonNullable<ApplyOptions['recovery']>,
): Promise<ReadonlyMap<Address, Settled> | undefined> {
  if (lost.size === 0) return undefined;
  try {
    return await settleRun(run, lost, recovery);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return undefined;
  }
}

/** The steps to repeat, and those that wait for nothing any more that is not done, or runs with them; in the plan's order. */
function runnable(run: Run, { done, skipped }: Pass, repeated: ReadonlySet<Step>): readonly Step[] {
  const closed = closedLanes(run.session.durable);
  const next = new Set<string>();
  return run.plan.steps.filter((step) => {
    if (!(skipped.has(step) || repeated.has(step)) || closed.has(laneOf(run, step) ?? '')) return false;
    if (!step.after.every((id) => done.has(id) || next.has(id))) return false;
    next.add(step.id);
    return true;
  });
}

/** Creates that only set difference can tell apart go one at a time. */
function laneOf(run: Run, step: Step): string | undefined {
  const kind = registered(run.deps.kinds, step.type);
  if (step.op !== 'put' || kind.identity !== 'assigned') return undefined;
  const action = actionOf(run, step);
  if (action !== 'create' && action !== 'replace') return undefined;
  return kind.marker !== undefined && run.plan.markers ? undefined : createLane(kind.type);
}

/** While one create is open that only set difference could tell, another of its kind would blur the difference. */
function closedLanes(state: State): ReadonlyMap<string, string> {
  return new Map(
    openIntents(state)
      .filter(({ marker, delta }) => marker === undefined && delta === undefined)
      .map(({ type, address }) => [createLane(type), `the create of ${address}, whose outcome is unknown`]),
  );
}

function createLane(type: string): string {
  return `create ${type}`;
}

function actionOf(run: Run, step: Step): ChangeAction {
  const [first] = step.addresses;
  return first === undefined ? 'update' : changeOf(run, first).action;
}
