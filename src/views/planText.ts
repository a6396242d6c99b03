import type { Plan } from '../model/plan.ts';
import { LEGEND, paintSign, signOf } from './actionWords.ts';
import type { Sign } from './actionWords.ts';
import { briefLine, changeText, isBrief } from './changeText.ts';
import { intentLines } from './intentLines.ts';
import { planSecrets } from './knownSecrets.ts';
import { planNotes } from './planNotes.ts';
import { planSummary } from './planSummary.ts';
import { show, withSecrets } from './view.ts';
import type { View } from './view.ts';

export interface PlanTextOptions {
  /** False where what is open is told by something else beside the plan. */
  readonly open?: boolean;
  /** What the plan is of: `Apply`, unless it is a destroy. */
  readonly operation?: 'Apply' | 'Destroy';
}

/** A plan as people read it, line by line, without line ends (CLI.md, "Output"). */
export function* planText(
  plan: Plan,
  outer: View,
  { open = true, operation = 'Apply' }: PlanTextOptions = {},
): Generator<string> {
  const view = withSecrets(outer, planSecrets(plan, outer.kinds));
  if (open && plan.openIntents.length > 0) {
    yield* intentLines(plan.openIntents, view);
    yield '';
  }
  if (plan.changes.length > 0) {
    yield* legend(plan, view, operation);
    yield* changes(plan, view);
    yield '';
  }
  for (const block of planNotes(plan, view)) {
    yield* block;
    yield '';
  }
  for (const { name, detail } of plan.hazards) yield `${view.paint.red(`! ${name}:`)} ${show(detail, view)}`;
  yield* planSummary(plan, view, { open });
}

function* legend(plan: Plan, view: View, operation: 'Apply' | 'Destroy'): Generator<string> {
  const used = new Set<Sign>(plan.changes.map(signOf));
  yield `Account ${view.paint.bold(show(plan.account, view))}: this is what ${operation.toLowerCase()} would do.`;
  yield '';
  for (const [sign, meaning] of Object.entries(LEGEND) as [Sign, string][]) {
    if (used.has(sign)) yield `${paintSign(sign, view.paint, sign.padStart(3))} ${meaning}`;
  }
}

/** Changes that take a block each stand apart by a blank line, changes of one line stand together. */
function* changes(plan: Plan, view: View): Generator<string> {
  let together = false;
  for (const change of plan.changes) {
    const brief = isBrief(change, view);
    if (!brief || !together) yield '';
    if (brief) yield briefLine(change, view);
    else yield* changeText(change, view);
    together = brief;
  }
}
