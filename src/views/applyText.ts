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
  const title = interrupted ? 'Apply interrupted:' : 'Apply stopped partway:';
  yield `${paint.bold(paint.red(title))} ${doneText(summary)}. This is done and saved.`;
  if (failed > 0)
    yield `  ${count(failed, 'change')} failed, with nothing done for ${failed === 1 ? 'it' : 'them'}; the reasons stand above.`;
  if (unknown > 0)
    yield `  ${count(unknown, 'change has', 'changes have')} an unknown outcome: the request was sent, and no clear answer came back.`;
  if (skipped > 0) yield `  ${count(skipped, 'change was', 'changes were')} not begun.`;
  if (openIntents.length > 0) yield* intentLines(openIntents, view);
  if (openIntents.length > 0) yield 'When that is settled, run clnform apply again: it does what is left.';
  else if (unknown > 0)
    yield 'Run clnform plan to see what the account holds now, then clnform apply again: it does what is left.';
  else yield 'Run clnform apply again: it does what is left.';
}

const ALWAYS: readonly string[] = ['create', 'update', 'replace', 'remove'];

function doneText({ done }: ApplySummary): string {
  const actions = ACTIONS.filter((action) => done[action] > 0 || ALWAYS.includes(action));
  return actions.map((action) => `${done[action]} ${ACTION_WORDS[action].done}`).join(', ');
}
