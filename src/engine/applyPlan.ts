import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { openIntents, type State } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';
import { StateError } from '../model/stateStore.ts';
import { sentBefore } from '../planner/sentCreates.ts';
import type { ApplyDeps, ApplyOptions } from './applyDeps.ts';
import type { ApplyResult } from './applyResult.ts';
import { auditCalls } from './auditCalls.ts';
import { report, type Run } from './run.ts';
import { runPasses } from './runPasses.ts';
import { StateSession } from './stateSession.ts';
import { Tally } from './tally.ts';
import { Throttle } from './throttle.ts';

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
  const tally = new Tally();
  if (unfit.length > 0) {
    const summary = tally.summary([], { unknown: openIntents(state).length, doubled: 0, interrupted: false });
    return { state, diagnostics: unfit, summary, outcomes: new Map(), halfReplaced: new Set() };
  }
  const session = new StateSession(deps.store, state);
  const stopping = (): string | undefined =>
    session.broken ? 'the state could not be written' : options.interrupt?.aborted === true ? 'interrupted' : undefined;
  let ticks = 0;
  const run: Run = {
    deps,
    plan,
    session,
    changes: new Map(plan.changes.map((change) => [change.address, change])),
    diagnostics: [],
    kept: new Set(),
    knownIds: new Map(),
    sent: sentBefore(state),
    stopping: () => stopping() !== undefined,
    settleMs: options.recovery?.settleMs ?? 0,
    throttle: new Throttle(deps.system, () => stopping() !== undefined, options.parallelism, deps.api.readRate?.()),
    tick: () => (ticks += 1),
    denied: new Map(),
    answered: () => undefined,
  };
  let doubled = 0;
  try {
    await session.commit(openingRecords(plan, options));
    deps.emit({ type: 'apply_started', steps: plan.steps.length });
    await runPasses(run, tally, stopping, options);
    doubled = await auditCalls(run);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
  }
  const interrupted = options.interrupt?.aborted === true;
  const unknown = openIntents(session.durable).length;
  const summary = tally.summary(plan.changes, { unknown, doubled, interrupted });
  deps.emit({ type: 'apply_finished', summary });
  return {
    state: session.durable,
    diagnostics: run.diagnostics,
    summary,
    outcomes: tally.outcomes(plan.changes),
    halfReplaced: tally.halfReplaced(plan.changes),
  };
}

/** Renames and what was found by its natural name: state alone, in one write before anything is sent. */
function openingRecords(plan: Plan, { spends }: ApplyOptions): readonly StateRecord[] {
  const renames = plan.changes.flatMap((change): StateRecord[] =>
    change.movedFrom === undefined ? [] : [{ op: 'rename', from: change.movedFrom, to: change.address }],
  );
  const binds = plan.rebindings.map(({ address, type, live, applied, protect }): StateRecord => {
    return { op: 'bind', address, binding: { type, id: live.id, applied, ...(protect === true ? { protect } : {}) } };
  });
  const gone = plan.gone.map((address): StateRecord => ({ op: 'unbind', address }));
  const spent: readonly StateRecord[] = spends === undefined ? [] : [{ op: 'spend', plan: spends }];
  return [...spent, ...renames, ...binds, ...gone];
}

function whyUnfit(plan: Plan, state: State): readonly Diagnostic[] {
  if (plan.lineage === state.lineage && plan.serial === state.serial && plan.account === state.account) return [];
  return [
    {
      severity: 'error',
      code: 'stale-plan',
      summary: 'The state has changed since this plan was made, so nothing was applied.',
      help: 'Plan again.',
    },
  ];
}
