import type { ChangeAction } from '../model/change.ts';
import { isEmptyPlan } from '../model/plan.ts';
import type { Plan } from '../model/plan.ts';
import { ACTION_WORDS, VERBS } from './actionWords.ts';
import { count } from './count.ts';
import { sortOf } from './openLines.ts';
import { unverifiedCount } from './planNotes.ts';
import { verbOf } from './verb.ts';
import type { Verb } from './verb.ts';
import type { View } from './view.ts';

/** How many changes of each action a plan holds. */
export function actionCounts(plan: Plan): Readonly<Record<ChangeAction, number>> {
  const counts = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
  for (const { action } of plan.changes) counts[action]++;
  return counts;
}

/** How many changes a plan holds, by what people call them. */
export function verbCounts(plan: Pick<Plan, 'changes'>): ReadonlyMap<Verb, number> {
  const counts = new Map<Verb, number>();
  for (const change of plan.changes) counts.set(verbOf(change), (counts.get(verbOf(change)) ?? 0) + 1);
  return counts;
}

/** Actions that are named in the summary even when there are none of them. */
const ALWAYS: ReadonlySet<Verb> = new Set(['create', 'update', 'replace', 'remove']);

/** The last line. It calls nothing equal that was not seen. `open`: what is open stands above. */
export function* planSummary(plan: Plan, { paint }: View, { open = true } = {}): Generator<string> {
  if (!isEmptyPlan(plan)) {
    const counts = verbCounts(plan);
    const parts = VERBS.filter((verb) => counts.has(verb) || ALWAYS.has(verb));
    const text = parts.map((verb) => `${counts.get(verb) ?? 0} to ${ACTION_WORDS[verb].to}`).join(', ');
    const rest = plan.leftOut.length === 0 ? '' : ` ${count(plan.leftOut.length, 'more change')} left out.`;
    yield `${paint.bold('Plan:')} ${text}.${rest}`;
    return;
  }
  if (plan.leftOut.length > 0) {
    const rest = count(plan.leftOut.length, 'change was', 'changes were');
    yield `${paint.bold('Nothing to do here.')} But ${rest} left out, see above: the account is not what the manifest says.`;
    return;
  }
  // With something open, it is not that there is nothing to do: it is that nothing can be done yet.
  const words = plan.openIntents.length > 0 ? 'Nothing to apply yet.' : 'No changes.';
  yield `${paint.bold(words)} ${comparison(plan, open)}`;
}

function comparison({ unchanged, unverified, openIntents }: Plan, open: boolean): string {
  const sentences: string[] = [];
  if (unchanged === 0) sentences.push('There was nothing to compare.');
  else if (unverified.length === 0) {
    sentences.push(`${count(unchanged, 'declared resource matches', 'declared resources match')} the account.`);
  } else {
    sentences.push(
      `${count(unchanged, 'declared resource matches', 'declared resources match')} the account as far as it can be read: ${unverifiedCount(unverified)} could not be verified.`,
    );
  }
  if (openIntents.length > 0) {
    sentences.push(`But ${openWords(openIntents)}${open ? ': see above' : ''}.`);
  }
  return sentences.join(' ');
}

/** What stands open, in words. */
function openWords(intents: Plan['openIntents']): string {
  const sent = intents.filter(({ phase }) => phase !== 'lost');
  const lost = intents.length - sent.length;
  const sort = sortOf(sent);
  const parts = [
    ...(sent.length > 0
      ? [count(sent.length, `${sort} has an unknown outcome`, `${sort}s have an unknown outcome`)]
      : []),
    ...(lost > 0 ? [count(lost, 'resource is bound to nothing known', 'resources are bound to nothing known')] : []),
  ];
  return parts.join(', and ');
}
