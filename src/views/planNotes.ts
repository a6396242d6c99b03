import { parseAddress } from '../model/address.ts';
import type { CostChange, LeftOut, Plan, Unverified } from '../model/plan.ts';
import { ACTION_WORDS } from './actionWords.ts';
import { count } from './count.ts';
import { money, signedMoney } from './money.ts';
import { table } from './table.ts';
import { show, showId, titleOf } from './view.ts';
import type { View } from './view.ts';

/** What a plan says beside its changes, one block a subject, none for a subject with nothing to say. */
export function* planNotes(plan: Plan, view: View): Generator<Iterable<string>> {
  if (plan.leftOut.length > 0) yield leftOutLines(plan.leftOut, view);
  if (plan.unverified.length > 0) yield unverifiedLines(plan.unverified, view);
  if (plan.rebindings.length > 0) {
    const found = count(plan.rebindings.length, 'declared resource was', 'declared resources were');
    yield [`Found: ${found} in the account already. The next apply records that; nothing is sent for it.`];
  }
  if (plan.unmanaged.length > 0) yield unmanagedLines(plan, view);
  if (plan.unremovable.length > 0) yield unremovableLines(plan, view);
  if (plan.cost !== undefined) yield costLines(plan.cost, view);
}

/** `12 fields of 9 resources`. */
export function unverifiedCount(unverified: readonly Unverified[]): string {
  const fields = unverified.reduce((sum, entry) => sum + entry.fields.length, 0);
  return `${count(fields, 'field')} of ${count(unverified.length, 'resource')}`;
}

/** So many may be named one by one; more are counted. */
const NAMED = 3;

/** More left out for one reason than this are counted. */
const LEFT_OUT_NAMED = 10;

/** What a target or an exclusion cut away, by reason. */
export function* leftOutLines(leftOut: readonly LeftOut[], view: View): Generator<string> {
  yield view.paint.yellow(`Left out of this plan: ${count(leftOut.length, 'change')}.`);
  const groups = new Map<string, LeftOut[]>();
  for (const entry of leftOut) {
    const group = groups.get(entry.because);
    if (group === undefined) groups.set(entry.because, [entry]);
    else group.push(entry);
  }
  for (const [because, entries] of groups) {
    yield `    ${show(because, view)}:`;
    for (const { address, action } of entries.slice(0, LEFT_OUT_NAMED)) {
      yield `      ${show(address, view)}${action === undefined ? '' : ` (to ${ACTION_WORDS[action].to})`}`;
    }
    if (entries.length > LEFT_OUT_NAMED) yield `      and ${entries.length - LEFT_OUT_NAMED} more`;
  }
}

/** Declared fields that no one could see, alike ones together. */
export function* unverifiedLines(unverified: readonly Unverified[], view: View): Generator<string> {
  const why = 'only compared with what was last written, since the account does not show it';
  yield `${view.paint.yellow('Not verified')}, ${why}: ${unverifiedCount(unverified)}.`;
  const groups = new Map<string, Unverified[]>();
  for (const entry of unverified) {
    const key = `${titleOf(parseAddress(entry.address)?.type ?? '', view)}: ${entry.fields.join(', ')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  for (const [key, entries] of groups) {
    const who =
      entries.length <= NAMED ? entries.map((e) => show(e.address, view)).join(', ') : `${entries.length} resources`;
    yield `    ${show(key, view)} (${who})`;
  }
}

/** What is in the account and not in the manifest, counted by kind. */
export function* unmanagedLines({ unmanaged }: Pick<Plan, 'unmanaged'>, view: View): Generator<string> {
  yield 'In the account, not in the manifest, left alone:';
  yield* table(
    unmanaged.map(({ type, count: n, whole }) => [show(type, view), whole ? String(n) : `at least ${n}`]),
    '    ',
  );
}

/** What is left in place, with the service's own reason. */
export function* unremovableLines({ unremovable }: Plan, view: View): Generator<string> {
  yield 'Left in place, because the service has refused to remove it before:';
  for (const { type, id, reason } of unremovable) {
    yield `    ${titleOf(type, view)} ${showId(type, id, view)}: ${show(reason, view)}`;
  }
}

function* costLines({ currency, before, after, byType, unknown }: CostChange, view: View): Generator<string> {
  const unit = show(currency, view);
  yield `Monthly cost of what is managed: ${money(before)} -> ${money(after)} ${unit} (${signedMoney(after - before)})`;
  yield* table(
    Object.entries(byType).map(([type, change]) => [show(type, view), signedMoney(change)]),
    '    ',
  );
  if (unknown.length > 0)
    yield `    not counted (no price, or no limit): ${unknown.map((p) => show(p, view)).join(', ')}`;
}
