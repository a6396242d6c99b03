import type { Address } from '../model/address.ts';
import type { DriftField, DriftFinding } from '../model/drift.ts';
import type { Json } from '../model/json.ts';
import { fieldText } from './fieldRows.ts';
import { safeText } from './safeText.ts';
import { isSecretField } from './secretField.ts';
import { padText, textWidth } from './table.ts';
import { show } from './view.ts';
import type { View } from './view.ts';

const INDENT = '      ';
/** One long name must not push the values of all the other fields off the screen. */
const WIDEST_COLUMN = 32;

/** The fields of a finding, each with the sides that bear on its answer, in words: `limit: applied 5, now 50`. */
export function* driftFieldLines(finding: DriftFinding, view: View): Generator<string> {
  const names = finding.fields.map(({ field }) => safeText(field));
  const width = Math.min(WIDEST_COLUMN, Math.max(0, ...names.map(textWidth)));
  for (const [index, field] of finding.fields.entries()) {
    yield `${INDENT}${padText(names[index] ?? '', width)}  ${sides(finding, field, view).join(', ')}`;
  }
}

function sides({ answer, what, type }: DriftFinding, field: DriftField, view: View): readonly string[] {
  const { applied, live, desired, appliedRef, liveRef, desiredRef } = field;
  const secret = field.sensitive === true || isSecretField(view.kinds, type, field.field);
  const text = (value: Json | undefined, ref: Address | undefined): string => {
    const shown = fieldText({ type, field: field.field, secret }, value, view);
    return ref === undefined ? shown : `${show(ref, view)} (${shown})`;
  };
  const was = `applied ${applied === undefined ? '(not known)' : text(applied, appliedRef)}`;
  const is = `now ${text(live, liveRef)}`;
  const wanted = `declared ${text(desired, desiredRef)}`;
  const differs = JSON.stringify(applied) !== JSON.stringify(desired);
  switch (answer) {
    case 'drifted':
      if (what === 'appeared') return [is];
      return desired !== undefined && differs ? [was, is, wanted] : [was, is];
    case 'pending':
      if (what === 'new') return live === undefined ? [wanted] : [is, wanted];
      return JSON.stringify(applied) === JSON.stringify(live) || live === undefined ? [was, wanted] : [was, is, wanted];
    case 'unverified':
      return desired !== undefined && differs ? [was, wanted] : [was];
    default:
      return answer satisfies never;
  }
}
