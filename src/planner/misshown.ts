import type { Change, FieldChange } from '../model/change.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { isRef } from '../model/ref.ts';
import { shownValue } from '../model/shownValue.ts';
import { isBlind } from './diff.ts';
import { canonical, same, valueOf } from './equality.ts';
import { policiesOf } from './policiesOf.ts';

/**
 * What a change shows otherwise than it would do it, or undefined. People read its fields; what is sent is its target.
 * The two must say the same: each field exactly what is there and what is to come, and nothing to come that no field shows.
 * What a list does not show can only be held against the state (`staleChange`).
 */
export function misshown(change: Change, kind: AnyKind): string | undefined {
  const { action, live, heir, heirFields, target, fields } = change;
  if (heir !== undefined && action !== 'replace') return 'has an heir, and replaces nothing';
  if (heir === undefined && heirFields !== undefined) return 'speaks of an heir, and has none';
  const shown = new Map(fields.map((field) => [field.field, field]));
  if (shown.size < fields.length) return 'shows a field twice';
  switch (action) {
    case 'create':
      if (live !== undefined) return 'would create what is there';
      break;
    case 'update':
    case 'replace':
      if (fields.length === 0) return 'shows nothing that would change';
      break;
    case 'adopt':
    case 'remove':
    case 'forget':
      if (fields.length > 0) return 'shows fields that it would not change';
      if (action !== 'adopt' && target !== undefined) return 'has a target, and is to have none';
      break;
    default:
      return action satisfies never;
  }
  if (target === undefined) return undefined;
  for (const [field, policy] of policiesOf(kind)) {
    const one = shown.get(field);
    const isShown = one === undefined ? isLeft(change, field, policy) : isSaid(change, one, policy, kind);
    if (!isShown) return `shows ${field} otherwise than it would put it`;
  }
  return heir === undefined ? undefined : mistakenHeir(change, heir, kind);
}

/** Nothing is shown of it: it must stay as it is. */
function isLeft({ live, target }: Change, field: string, policy: FieldPolicy): boolean {
  const will = valueOf(target, field, policy);
  // Instructs clnform, and is never sent.
  if (policy.local === true) return will === undefined;
  if (live !== undefined && isBlind(policy, live, field)) return true;
  return same(will, canonical(shownValue(live, field), policy));
}

function isSaid({ live, target }: Change, shown: FieldChange, policy: FieldPolicy, kind: AnyKind): boolean {
  const { field, before, after, beforeRef, afterRef, sensitive, unverified } = shown;
  const blind = live !== undefined && isBlind(policy, live, field);
  const will = valueOf(target, field, policy);
  if (policy.local === true || will === undefined || after === undefined) return false;
  if (!same(will, canonical(after, policy))) return false;
  // Neither is a value to be hidden, nor one to be told as certain.
  if ((sensitive === true) !== (policy.sensitive === true) || (unverified === true) !== blind) return false;
  const was = canonical(before, policy);
  if (!blind && (!same(was, canonical(shownValue(live, field), policy)) || same(was, will))) return false;
  if (field !== kind.parent?.field) return beforeRef === undefined && afterRef === undefined;
  return afterRef === undefined || !isRef(will) || afterRef === will.ref;
}

/** What takes over must be what the change shows already; it lacks at most what no list shows. */
function mistakenHeir({ fields, heirFields = [], target }: Change, heir: Live, kind: AnyKind): string | undefined {
  const policyOf = (field: string): FieldPolicy => fieldPolicy(kind, field) ?? {};
  const seen = heirFields.find((field) => !isBlind(policyOf(field), heir, field));
  if (seen !== undefined) return `would change ${seen} of its heir, and does not show it`;
  const other = fields.find(({ field }) => {
    const policy = policyOf(field);
    return (
      !isBlind(policy, heir, field) && !same(valueOf(target, field, policy), canonical(shownValue(heir, field), policy))
    );
  });
  return other === undefined ? undefined : `shows ${other.field} otherwise than its heir has it`;
}
