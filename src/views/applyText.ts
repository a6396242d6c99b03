import type { Address } from '../model/address.ts';
import type { Change, ChangeAction } from '../model/change.ts';
import type { ApplySummary } from '../model/event.ts';
import type { Intent } from '../model/state.ts';
import { ACTION_WORDS, VERBS } from './actionWords.ts';
import { count } from './count.ts';
import { intentLines } from './intentLines.ts';
import { verbOf } from './verb.ts';
import type { Verb } from './verb.ts';
import type { View } from './view.ts';

export interface ApplyReport {
  readonly summary: ApplySummary;
  /** Of the state as it is after the apply. */
  readonly openIntents: readonly Intent[];
  /** What was carried out: says which of the adoptions were moves and which only noted protection. */
  readonly changes?: readonly Change[];
  /** `Apply`, unless it was a destroy. */
  readonly operation?: 'Apply' | 'Destroy';
  /** Open, and what to type for it has been told already. */
  readonly advised?: ReadonlySet<Address>;
}

/** How an apply ended: what is certain, what is not, and what to do next. Says `complete` only if it is. */
export function* applyText(report: ApplyReport, view: View): Generator<string> {
  const { summary, openIntents, operation = 'Apply', advised } = report;
  const { paint } = view;
  const command = `clnform ${operation.toLowerCase()}`;
  const plan = operation === 'Destroy' ? 'clnform plan --destroy' : 'clnform plan';
  const { failed, unknown, skipped, doubled, interrupted } = summary;
  const carriedOut = failed === 0 && unknown === 0 && skipped === 0 && openIntents.length === 0;
  const complete = carriedOut && doubled === 0;
  if (complete) {
    yield `${paint.bold(paint.green(`${operation} complete:`))} ${doneText(report)}.`;
    return;
  }
  const extra = `${count(doubled, 'object')} too many ${doubled === 1 ? 'seems' : 'seem'} to have been bought`;
  if (carriedOut) {
    yield `${paint.bold(paint.red(`${operation} done, but ${extra}:`))} ${doneText(report)}.`;
    yield '  They are named above: look for them in the web console, and remove what is not wanted.';
    return;
  }
  if (isWaiting(report)) {
    yield `${paint.bold(paint.red(`${operation} not complete:`))} nothing was sent. This must be settled first:`;
    yield* intentLines(openIntents, view, advised);
    yield `When that is settled, run ${command} again.`;
    return;
  }
  yield `${paint.bold(paint.red(`${operation} ${interrupted ? 'interrupted' : 'stopped partway'}:`))} ${doneText(report)}; this much is certain and saved.`;
  if (failed > 0) yield `  ${count(failed, 'change')} failed: the reasons stand above.`;
  if (doubled > 0) yield `  ${extra}: named above.`;
  const unclear = unknown - openIntents.length;
  if (unclear > 0) {
    yield `  ${count(unclear, 'change has', 'changes have')} an unknown outcome: sent, but no clear answer came back.`;
  }
  if (skipped > 0) yield `  ${count(skipped, 'change was', 'changes were')} not carried out.`;
  if (openIntents.length > 0) {
    yield* intentLines(openIntents, view, advised);
    yield `When that is settled, run ${command} again: it does what is left.`;
  } else if (unclear > 0) {
    yield `Run ${plan} to see what the account holds now, then ${command} again: it does what is left.`;
  } else {
    yield `Run ${command} again: it does what is left.`;
  }
}

/** The plan held nothing to do, and something that an earlier run left open stands in its way. */
function isWaiting({ summary, openIntents, changes }: ApplyReport): boolean {
  const { failed, unknown, skipped, doubled } = summary;
  return (
    changes?.length === 0 && openIntents.length > 0 && unknown <= openIntents.length && failed + skipped + doubled === 0
  );
}

const ALWAYS: readonly string[] = ['create', 'update', 'replace', 'remove'];

function doneText({ summary, changes = [] }: ApplyReport): string {
  const { done, kept, halfReplaced } = summary;
  const counts = new Map<Verb, number>(Object.entries(done) as [ChangeAction, number][]);
  const bound = changes.filter(({ action }) => action === 'adopt');
  // With some of them undone it is not known which were done.
  if (bound.length === done.adopt) {
    counts.set('adopt', 0);
    for (const change of bound) counts.set(verbOf(change), (counts.get(verbOf(change)) ?? 0) + 1);
  }
  const verbs = VERBS.filter((verb) => (counts.get(verb) ?? 0) > 0 || ALWAYS.includes(verb));
  const parts = verbs.map((verb) => `${counts.get(verb) ?? 0} ${ACTION_WORDS[verb].done}`);
  return [
    ...parts,
    ...(kept > 0 ? [`${kept} left in place`] : []),
    ...(halfReplaced > 0 ? [`${halfReplaced} half replaced (${half(halfReplaced)})`] : []),
  ].join(', ');
}

/** What was bought must be told, whatever became of the old one. */
function half(number: number): string {
  return number === 1
    ? 'the new one was created, the old one is not known to be gone'
    : 'the new ones were created, the old ones are not known to be gone';
}
