import type { Address } from '../model/address.ts';
import type { ChangeAction } from '../model/change.ts';
import type { Failure, Outcome } from '../model/outcome.ts';
import { openIntents, type Intent, type State } from '../model/state.ts';
import { StateError } from '../model/stateStore.ts';
import type { Step } from '../model/step.ts';
import type { ApplyOptions } from './applyDeps.ts';
import { carryOut } from './carryOut.ts';
import { failureDiagnostic } from './failureDiagnostic.ts';
import { changeOf, kindOf, report, type Run } from './run.ts';
import { runSteps } from './runSteps.ts';
import { settleRun } from './settleRun.ts';
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
  /** Creates with a lost answer, by address, and the steps that sent them. */
  readonly lost: Map<Address, Unknown>;
  readonly lostBy: Map<Address, Step>;
  /** Of those, the ones that were told to come back later: nothing has been said of them yet. */
  readonly denied: Map<Step, { readonly address: Address; readonly started: number }>;
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
    const pass: Pass = { done, skipped: new Map(), lost: new Map(), lostBy: new Map(), denied: new Map() };
    await runSteps(steps, {
      parallelism: Math.max(1, parallelism + Math.floor(AHEAD * parallelism)),
      stopping,
      closed: closedLanes(run.session.durable),
      laneOf: (step) => laneOf(run, step),
      skip: (step, because) => void pass.skipped.set(step, because),
      run: (step, answered) => runStep({ ...run, answered }, tally, pass, step, () => (finished += 1)),
    });
    const found = recovery === undefined || run.stopping() ? undefined : await settle(run, pass, recovery);
    for (const [address, failure] of pass.lost) {
      if (found === undefined) report(run, failureDiagnostic(address, failure, openAt(run, [address])));
      const step = pass.lostBy.get(address);
      if (step === undefined || found?.get(address)?.status !== 'done') continue;
      tally.set(step, address, 'done');
      done.add(step.id);
    }
    const repeated = retold(run, tally, pass, found, tries, () => (finished += 1));
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
  const action = actionOf(run, step);
  const { id, op, addresses } = step;
  const started = system.now();
  emit({ type: 'step_started', step: id, op, addresses, action });
  const outcome = await carryOut(run, step);
  const [address] = addresses;
  if (outcome.status === 'unknown' && outcome.denied === true && address !== undefined) {
    pass.lost.set(address, outcome);
    pass.lostBy.set(address, step);
    pass.denied.set(step, { address, started });
    return 'closed-lane';
  }
  const finished = finish();
  if (outcome.status === 'done') {
    pass.done.add(id);
    for (const address of addresses) tally.set(step, address, run.kept.has(address) ? 'kept' : 'done');
    const kept = addresses.every((address) => run.kept.has(address));
    const ms = system.now() - started;
    emit({ type: 'step_done', step: id, addresses, action, ms, finished, ...(kept ? { kept } : {}) });
    return 'ok';
  }
  const intent = openAt(run, addresses);
  for (const address of addresses) {
    tally.set(step, address, outcome.status === 'unknown' ? 'unknown' : 'failed');
    const diagnostic = failureDiagnostic(address, outcome, intent);
    if (intent !== undefined && outcome.status === 'unknown') {
      // Told once it has been looked for.
      pass.lost.set(address, outcome);
      pass.lostBy.set(address, step);
    } else {
      report(run, diagnostic);
    }
    emit({ type: 'step_failed', step: id, addresses, action, outcome: outcome.status, diagnostic, finished });
  }
  return intent === undefined ? 'failed' : 'closed-lane';
}

/** The durable state is asked only where it may differ, for that may cost as much as the state is large. */
function openAt({ session }: Run, addresses: readonly Address[]): Intent | undefined {
  const isOpen = addresses.some((address) => session.current.intentsAt(address).some(({ phase }) => phase === 'sent'));
  if (!isOpen && !session.broken) return undefined;
  return openIntents(session.durable).find(({ address }) => addresses.includes(address));
}

/** Tells what became of the creates that were told to come back later. Answers those that are to be sent again. */
function retold(
  run: Run,
  tally: Tally,
  { denied, lost }: Pass,
  found: ReadonlyMap<Address, Outcome<void>> | undefined,
  tries: Map<Step, number>,
  finish: () => number,
): ReadonlySet<Step> {
  const { emit, system } = run.deps;
  const again = new Set<Step>();
  for (const [step, { address, started }] of denied) {
    const { id, addresses } = step;
    const action = actionOf(run, step);
    const outcome = found?.get(address) ?? lost.get(address);
    const count = (tries.get(step) ?? 0) + 1;
    tries.set(step, count);
    if (outcome === undefined || (outcome.status === 'refused' && count < MOST_TRIES && !run.stopping())) {
      again.add(step);
    } else if (outcome.status === 'done') {
      const ms = system.now() - started;
      emit({ type: 'step_done', step: id, addresses, action, ms, finished: finish() });
    } else {
      const { status } = outcome;
      const diagnostic = failureDiagnostic(address, outcome, openAt(run, addresses));
      if (status === 'refused') report(run, diagnostic);
      tally.set(step, address, status === 'unknown' ? 'unknown' : 'failed');
      emit({ type: 'step_failed', step: id, addresses, action, outcome: status, diagnostic, finished: finish() });
    }
  }
  return again;
}

/** Undefined: nothing could be looked for. */
async function settle(
  run: Run,
  { lost }: Pass,
  recovery: NonNullable<ApplyOptions['recovery']>,
): Promise<ReadonlyMap<Address, Outcome<void>> | undefined> {
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
  const kind = kindOf(run, step.type);
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
