import type { Address } from '../model/address.ts';
import type { Change, ChangeAction } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ApplySummary } from '../model/event.ts';
import { done, type Failure, type Outcome } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import type { Step } from '../model/step.ts';
import type { ApplyDeps, ApplyOptions } from './applyDeps.ts';
import type { ApplyResult } from './applyResult.ts';
import { failureDiagnostic } from './failureDiagnostic.ts';
import { putStep } from './putStep.ts';
import { removeStep } from './removeStep.ts';
import { bindingOf, changeOf, kindOf, report, type Run } from './run.ts';
import { runSteps } from './runSteps.ts';
import { StateSession } from './stateSession.ts';

/**
 * Carries a plan out. Independent work goes on when something fails, what waits for it is skipped, and the state is
 * right at every moment. Refused hazards are the caller's to check before.
 */
export async function applyPlan(
  deps: ApplyDeps,
  plan: Plan,
  state: State,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const unfit = whyUnfit(plan, state);
  if (unfit.length > 0) {
    return { state, diagnostics: unfit, summary: summarise(new Map(), [], state.intents.length, false) };
  }
  const session = new StateSession(deps.store, state);
  const stopping = (): string | undefined =>
    session.broken ? 'the state could not be written' : options.interrupt?.aborted === true ? 'interrupted' : undefined;
  const run: Run = {
    deps,
    plan,
    session,
    changes: new Map(plan.changes.map((change) => [change.address, change])),
    diagnostics: [],
    kept: new Set(),
    knownIds: new Map(),
    stopping: () => stopping() !== undefined,
  };
  const results = new Map<Address, Result>();
  let finished = 0;
  try {
    await session.commit(openingRecords(plan));
    deps.emit({ type: 'apply_started', steps: plan.steps.length });
    await runSteps(plan.steps, {
      parallelism: Math.max(1, options.parallelism),
      stopping,
      laneOf: (step) => laneOf(run, step),
      skip: (step, because) => {
        finished += 1;
        for (const address of step.addresses) worsen(results, address, 'skipped');
        deps.emit({ type: 'step_skipped', step: step.id, addresses: step.addresses, because, finished });
      },
      run: async (step) => {
        const action = actionOf(run, step);
        const { id, op, addresses } = step;
        const started = deps.system.now();
        deps.emit({ type: 'step_started', step: id, op, addresses, action });
        const outcome = await carryOut(run, step);
        finished += 1;
        if (outcome.status === 'done') {
          for (const address of addresses) worsen(results, address, run.kept.has(address) ? 'kept' : 'done');
          deps.emit({ type: 'step_done', step: id, addresses, action, ms: deps.system.now() - started, finished });
          return 'ok';
        }
        const intent = hasOpenIntent(session.durable, addresses);
        for (const address of addresses) {
          worsen(results, address, 'failed');
          const diagnostic = failureDiagnostic(address, outcome, intent);
          run.diagnostics.push(diagnostic);
          deps.emit({
            type: 'step_failed',
            step: id,
            addresses,
            action,
            outcome: outcome.status,
            diagnostic,
            finished,
          });
        }
        return intent ? 'closed-lane' : 'failed';
      },
    });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
  }
  const interrupted = options.interrupt?.aborted === true;
  const summary = summarise(results, plan.changes, session.durable.intents.length, interrupted);
  deps.emit({ type: 'apply_finished', summary });
  return { state: session.durable, diagnostics: run.diagnostics, summary };
}

type Result = 'done' | 'kept' | 'skipped' | 'failed';

async function carryOut(run: Run, step: Step): Promise<Outcome<void>> {
  try {
    switch (step.op) {
      case 'put':
        return await putStep(run, step);
      case 'remove':
        return await removeStep(run, step);
      case 'bind':
      case 'forget':
        await run.session.commit(step.addresses.flatMap((address) => noteRecords(run, step, address)));
        return done(undefined);
      default:
        return step.op satisfies never;
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return lostState(step, error);
  }
}

/** The call may have been answered, but its result could not be recorded: an intent that is open stays so. */
function lostState(step: Step, error: StateError): Failure {
  return {
    status: 'unknown',
    endpoint: step.id,
    reason: `${step.id}: the state could not be written: ${error.message}`,
  };
}

function noteRecords(run: Run, { op }: Step, address: Address): readonly StateRecord[] {
  const change = changeOf(run, address);
  if (op === 'forget') return run.session.current.bindings[address] === undefined ? [] : [{ op: 'unbind', address }];
  if (change.live === undefined) throw new Error(`${address} is to be bound, but nothing was found.`);
  return [{ op: 'bind', address, binding: bindingOf(run, change, change.live.id, change.target ?? {}) }];
}

/** Renames and what was found by its natural name: state alone, in one write before anything is sent. */
function openingRecords(plan: Plan): readonly StateRecord[] {
  const renames = plan.changes.flatMap((change): StateRecord[] =>
    change.movedFrom === undefined ? [] : [{ op: 'rename', from: change.movedFrom, to: change.address }],
  );
  const binds = plan.rebindings.map(({ address, type, live, applied, protect }): StateRecord => {
    return { op: 'bind', address, binding: { type, id: live.id, applied, ...(protect === true ? { protect } : {}) } };
  });
  return [...renames, ...binds];
}

/** Creates that only set difference can tell apart go one at a time. */
function laneOf(run: Run, step: Step): string | undefined {
  const kind = kindOf(run, step.type);
  if (step.op !== 'put' || kind.identity !== 'assigned') return undefined;
  const action = actionOf(run, step);
  if (action !== 'create' && action !== 'replace') return undefined;
  return kind.marker !== undefined && run.plan.markers ? undefined : `create ${kind.type}`;
}

function actionOf(run: Run, step: Step): ChangeAction {
  const [first] = step.addresses;
  return first === undefined ? 'update' : changeOf(run, first).action;
}

function hasOpenIntent(state: State, addresses: readonly Address[]): boolean {
  return state.intents.some((intent) => addresses.includes(intent.address));
}

/** A change is done when all its steps are; its worst step names it. */
function worsen(results: Map<Address, Result>, address: Address, result: Result): void {
  const rank: Readonly<Record<Result, number>> = { done: 0, kept: 1, skipped: 2, failed: 3 };
  const before = results.get(address);
  if (before === undefined || rank[result] > rank[before]) results.set(address, result);
}

function summarise(
  results: ReadonlyMap<Address, Result>,
  changes: readonly Change[],
  unknown: number,
  interrupted: boolean,
): ApplySummary {
  const count: Record<ChangeAction, number> = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
  let failed = 0;
  let skipped = 0;
  let kept = 0;
  for (const change of changes) {
    const result = results.get(change.address) ?? 'skipped';
    if (result === 'done') count[change.action] += 1;
    else if (result === 'kept') kept += 1;
    else if (result === 'failed') failed += 1;
    else skipped += 1;
  }
  return { done: count, failed, unknown, skipped, kept, interrupted };
}

function whyUnfit(plan: Plan, state: State): readonly Diagnostic[] {
  if (plan.lineage !== state.lineage || plan.serial !== state.serial || plan.account !== state.account) {
    return [
      {
        severity: 'error',
        code: 'stale-plan',
        summary: 'The state has changed since this plan was made, so nothing was applied.',
        help: 'Plan again.',
      },
    ];
  }
  return state.intents.map((intent) => ({
    severity: 'error',
    code: 'intent-open',
    summary: `${intent.address} may have been created by an earlier run whose answer was lost; nothing is applied until that is settled.`,
    help:
      `Look for it in the web console, then: clnform state resolve ${intent.address} --adopt ID, ` +
      `or, if it is not there: clnform state resolve ${intent.address} --none`,
    address: intent.address,
  }));
}
