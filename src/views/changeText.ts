import type { Change, MonthlyCost } from '../model/change.ts';
import { paintSign, signOf, willBe } from './actionWords.ts';
import { fieldLines } from './fieldLines.ts';
import { sourceText } from './sourceText.ts';
import { show, showId, titleOf } from './view.ts';
import { verbOf } from './verb.ts';
import type { Verb } from './verb.ts';
import type { View } from './view.ts';

const SAID: ReadonlySet<Verb> = new Set(['move', 'protect', 'unprotect']);

/**
 * True: everything that there is to say about the change stands in its sign, its address and a word of reason, as for
 * one of three hundred IP licences, so that it gets one line.
 */
export function isBrief({ type, name, action, fields, hazards, movedFrom }: Change, { kinds }: View): boolean {
  if (hazards.length > 0 || movedFrom !== undefined) return false;
  // An assigned id is not in the address and has to be shown; on a create there is none yet.
  if (action !== 'create') return fields.length === 0 && kinds.get(type)?.identity === 'natural';
  const parts = new Set([name, ...name.split('/')]);
  return fields.every(({ after }) => typeof after === 'string' && parts.has(after));
}

/** `  + type.name`, and `  - type.name  (left the manifest)`. */
export function briefLine(change: Change, view: View): string {
  const sign = signOf(change);
  const verb = verbOf(change);
  const notes = [change.reason, change.protect === true && verb !== 'protect' ? 'protected' : undefined].filter(
    (note) => note !== undefined,
  );
  const aside = notes.length === 0 ? '' : `  ${view.paint.dim(`(${show(notes.join('; '), view)})`)}`;
  return `${paintSign(sign, view.paint, sign.padStart(3))} ${show(change.address, view)}${aside}`;
}

/** A change in full, several lines. */
export function* changeText(change: Change, view: View): Generator<string> {
  const { paint } = view;
  const { type, live, reason, source, movedFrom, protect, hazards, cost } = change;
  const sign = signOf(change);
  yield `  ${paint.bold(`# ${show(change.address, view)}`)} ${willBe(change)}`;
  const id = live === undefined ? '' : ` ${showId(type, live.id, view)}`;
  const at = source === undefined ? '' : `  ${paint.dim(`at ${sourceText(source)}`)}`;
  yield `${paintSign(sign, paint, sign.padStart(3))} ${titleOf(type, view)}${id}${at}`;
  if (movedFrom !== undefined) yield `      ${show(movedFrom, view)} has moved to ${show(change.address, view)}`;
  // The reason of a move says that it is one, and no more; that of protection stands in the line above.
  if (reason !== undefined && !SAID.has(verbOf(change))) yield `      because: ${show(reason, view)}`;
  if (protect === true && verbOf(change) !== 'protect') yield '      protected';
  yield* fieldLines(change, view);
  if (cost !== undefined && cost.before !== cost.after) yield `      monthly cost: ${costText(cost)}`;
  for (const { name, detail } of hazards) yield `      ${paint.red(`! ${name}:`)} ${show(detail, view)}`;
}

/** `30.30 -> 60.60`; the currency stands with the sum of the plan, and what has no price is not known. */
export function costText({ before, after }: MonthlyCost): string {
  return `${before === null ? 'not known' : before.toFixed(2)} -> ${after === null ? 'not known' : after.toFixed(2)}`;
}
