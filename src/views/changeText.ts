import type { Change } from '../model/change.ts';
import { paintSign, signOf, willBe } from './actionWords.ts';
import { fieldLines } from './fieldLines.ts';
import { sourceText } from './sourceText.ts';
import { show, showId, titleOf } from './view.ts';
import type { View } from './view.ts';

/**
 * True: everything that there is to say about the change stands in its sign and address, as for one of three hundred
 * IP licences, so that it gets one line.
 */
export function isBrief({ name, action, reason, fields, hazards, movedFrom, protect }: Change): boolean {
  if (hazards.length > 0 || reason !== undefined || movedFrom !== undefined || protect === true) return false;
  if (fields.length === 0) return action === 'create' || action === 'remove' || action === 'adopt';
  const parts = new Set([name, ...name.split('/')]);
  return action === 'create' && fields.every(({ after }) => typeof after === 'string' && parts.has(after));
}

/** `  + type.name`. */
export function briefLine(change: Change, view: View): string {
  const sign = signOf(change);
  return `${paintSign(sign, view.paint, sign.padStart(3))} ${show(change.address, view)}`;
}

/** A change in full, several lines. */
export function* changeText(change: Change, view: View): Generator<string> {
  const { paint } = view;
  const { type, live, reason, source, movedFrom, protect, hazards } = change;
  const sign = signOf(change);
  yield `  ${paint.bold(`# ${show(change.address, view)}`)} ${willBe(change)}`;
  const id = live === undefined ? '' : ` ${showId(type, live.id, view)}`;
  const at = source === undefined ? '' : `  ${paint.dim(`at ${sourceText(source)}`)}`;
  yield `${paintSign(sign, paint, sign.padStart(3))} ${titleOf(type, view)}${id}${at}`;
  if (movedFrom !== undefined) yield `      moved from ${show(movedFrom, view)}`;
  if (reason !== undefined) yield `      because: ${show(reason, view)}`;
  if (protect === true) yield '      protected from now on';
  yield* fieldLines(change, view);
  for (const { name, detail } of hazards) yield `      ${paint.red(`! ${name}:`)} ${show(detail, view)}`;
}
