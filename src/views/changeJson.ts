import type { Change, MonthlyCost } from '../model/change.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { isRef } from '../model/ref.ts';
import { maskKey } from '../model/text.ts';
import { sourceJson } from './diagnosticJson.ts';
import { isSecretField } from './secretField.ts';
import { hideKeys, maskId } from './view.ts';
import type { View } from './view.ts';
import { withoutKeys } from './withoutKeys.ts';

/** One entry of `resource_changes`, in Terraform's shape, with clnform's own members beside it. */
export function changeJson(change: Change, steps: readonly Json[], view: View): JsonObject {
  const { address, type, name, reason, movedFrom, hazards, source, cost } = change;
  const actionReason = actionReasonOf(change);
  return {
    address: hideKeys(address, view),
    ...(movedFrom !== undefined && { previous_address: hideKeys(movedFrom, view) }),
    mode: 'managed',
    type,
    name: hideKeys(name, view),
    change: innerChange(change, view),
    ...(actionReason !== undefined && { action_reason: actionReason }),
    ...(reason !== undefined && { reason: hideKeys(reason, view) }),
    hazards: hazards.map((hazard) => ({ name: hazard.name, detail: hideKeys(hazard.detail, view) })),
    ...(source !== undefined && { source: sourceJson(source) }),
    ...(cost !== undefined && { cost: { ...cost, change: costDifference(cost) } }),
    steps: steps.map((step) => hidden(step, view)),
  };
}

/** Null where either side is not known: an unknown price is no zero. */
function costDifference({ before, after }: MonthlyCost): number | null {
  return before === null || after === null ? null : Math.round((after - before) * 100) / 100;
}

function innerChange(change: Change, view: View): JsonObject {
  const before = beforeOf(change);
  const after = afterOf(change, before);
  const unknown = Object.entries(after ?? {}).filter(([, value]) => holdsRef(value));
  const replaced = change.fields.filter((field) => field.forcesReplacement === true);
  const unverified = change.fields.filter((field) => field.unverified === true);
  const isNew = change.action === 'create' || change.action === 'replace';
  return {
    action: change.action,
    actions: actionsOf(change),
    before: before === null ? null : masked(change, before, view),
    after: after === null ? null : masked(change, after, view),
    after_unknown: {
      ...(isNew && { id: true }),
      ...Object.fromEntries(unknown.map(([field]) => [field, true])),
    },
    before_sensitive: sensitiveFields(change, before, view),
    after_sensitive: sensitiveFields(change, after, view),
    ...(replaced.length > 0 && { replace_paths: replaced.map(({ field }) => [field]) }),
    ...(unverified.length > 0 && { unverified: unverified.map(({ field }) => field) }),
  };
}

/** Adopting and forgetting touch the state alone: for a policy on what happens to resources, nothing happens. */
function actionsOf({ action, replacement }: Change): readonly Json[] {
  switch (action) {
    case 'create':
      return ['create'];
    case 'update':
      return ['update'];
    case 'replace':
      return replacement === 'create-first' ? ['create', 'delete'] : ['delete', 'create'];
    case 'remove':
      return ['delete'];
    case 'adopt':
    case 'forget':
      return ['no-op'];
    default:
      return action satisfies never;
  }
}

/** Terraform's own words for it, where it has some. */
function actionReasonOf({ action, source }: Change): string | undefined {
  if (action === 'replace') return 'replace_because_cannot_update';
  return action === 'remove' && source === undefined ? 'delete_because_no_resource_config' : undefined;
}

/** What is there, with what was last written where that cannot be read. */
function beforeOf({ action, live, fields }: Change): JsonObject | null {
  if (live === undefined || action === 'create') return null;
  const written = fields.filter((field) => field.unverified === true && field.before !== undefined);
  return {
    ...(live.spec as JsonObject),
    ...Object.fromEntries(written.map(({ field, before }) => [field, before ?? null])),
    id: live.id,
  };
}

function afterOf({ action, live, target }: Change, before: JsonObject | null): JsonObject | null {
  switch (action) {
    case 'remove':
      return null;
    case 'forget':
      return before;
    case 'create':
    case 'replace':
      return target ?? {};
    case 'update':
    case 'adopt':
      return { ...(target ?? before), ...(live !== undefined && { id: live.id }) };
    default:
      return action satisfies never;
  }
}

/** A value that holds a reference is left out: `after_unknown` names it. */
function masked({ type }: Change, spec: JsonObject, view: View): JsonObject {
  const shown = Object.entries(spec).filter(([, value]) => !holdsRef(value));
  return Object.fromEntries(shown.map(([field, value]) => [field, maskedValue(type, field, value, view)]));
}

function maskedValue(type: string, field: string, value: Json, view: View): Json {
  if (view.showKeys) return value;
  if (field === 'id' && typeof value === 'string') return maskId(type, value, view);
  if (!isSecretField(view.kinds, type, field)) return hidden(withoutKeys(type, field, value, view), view);
  return typeof value === 'string' ? maskKey(value) : '(sensitive)';
}

/** Terraform's form: `false` for an object that is not there, else a member for each that is sensitive. */
function sensitiveFields({ type }: Change, spec: JsonObject | null, view: View): Json {
  if (spec === null) return false;
  const kind = view.kinds.get(type);
  const fields = Object.keys(spec).filter((field) =>
    field === 'id' ? kind === undefined || kind.secretId === true : isSecretField(view.kinds, type, field),
  );
  return Object.fromEntries(fields.map((field) => [field, true]));
}

function hidden(value: Json, view: View): Json {
  if (typeof value === 'string') return hideKeys(value, view);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hidden(item as Json, view));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member, view)]));
}

function holdsRef(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isRef(value) || Object.values(value).some((member) => holdsRef(member));
}
