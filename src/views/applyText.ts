import type { ApplySummary } from '../model/event.ts';
import type { Intent } from '../model/state.ts';
import { ACTIONS, ACTION_WORDS } from './actionWords.ts';
import { count } from './count.ts';
import { intentLines } from './intentLines.ts';
import type { View } from './view.ts';

export interface ApplyReport {
  readonly summary: ApplySummary;
  /** Of the state as it is after the apply. */
  readonly openIntents: readonly Intent[];
}

/** How an apply ended: what is certain, what is not, and what to do next. Says `complete` only if it is. */
export function* applyText({ summary, openIntents }: ApplyReport, view: View): Generator<string> {
  const { paint } = view;
  const { failed, unknown, skipped, interrupted } = summary;
  const complete = failed === 0 && unknown === 0 && skipped === 0 && !interrupted && openIntents.length === 0;
  if (complete) {
    yield `${paint.bold(paint.green('Apply complete:'))} ${doneText(summary)}.`;
    return;
  }
  yield `${paint.bold(paint.red(interrupted ? 'Apply interrupted:' : 'Apply stopped partway:'))} ${doneText(summary)}; this much is certain and saved.`;
  if (failed > 0) yield `  ${count(failed, 'change')} failed: the reasons stand above.`;
  const unclear = unknown - openIntents.length;
  if (unclear > 0) {
    yield `  ${count(unclear, 'change has', 'changes have')} an unknown outcome: sent, but no clear answer came back.`;
  }
  if (skipped > 0) yield `  ${count(skipped, 'change was', 'changes were')} not carried out.`;
  if (openIntents.length > 0) {
    yield* intentLines(openIntents, view);
    yield 'When that is settled, run clnform apply again: it does what is left.';
  } else if (unclear > 0) {
    yield 'Run clnform plan to see what the account holds now, then clnform apply again: it does what is left.';
  } else {
    yield 'Run clnform apply again: it does what is left.';
  }
}

const ALWAYS: readonly string[] = ['create', 'update', 'replace', 'remove'];

function doneText({ done, kept }: ApplySummary): string {
  const actions = ACTIONS.filter((action) => done[action] > 0 || ALWAYS.includes(action));
  const parts = actions.map((action) => `${done[action]} ${ACTION_WORDS[action].done}`);
  return [...parts, ...(kept > 0 ? [`${kept} left in place`] : [])].join(', ');
}
