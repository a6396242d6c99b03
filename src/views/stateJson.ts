import type { Address } from '../model/address.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { openIntents } from '../model/state.ts';
import type { Binding, State } from '../model/state.ts';
import { maskKey } from '../model/text.ts';
import { stateSecrets } from './knownSecrets.ts';
import { isSecretField } from './secretField.ts';
import { boundAddresses } from './stateText.ts';
import { hideKeys, maskId, withSecrets } from './view.ts';
import type { View } from './view.ts';
import { withoutKeys } from './withoutKeys.ts';

/** `state list --format json`. */
export function stateListJson(state: State, outer: View): JsonObject {
  const view = withSecrets(outer, stateSecrets(state, outer.kinds));
  return {
    account: state.account,
    lineage: state.lineage,
    serial: state.serial,
    bindings: boundAddresses(state).map(([address, binding]) => bindingJson(address, binding, view)),
    open_intents: openIntents(state).map(({ seq, address, type, marker }) => ({
      seq,
      address: hideKeys(address, view),
      type,
      ...(marker !== undefined && { marker }),
    })),
    unremovable: state.unremovable.map(({ type, id, reason }) => ({
      type,
      id: maskId(type, id, view),
      reason: hideKeys(reason, view),
    })),
  };
}

/** `state show ADDRESS --format json`. Undefined: nothing is bound there. */
export function stateShowJson(state: State, address: Address, outer: View): JsonObject | undefined {
  const binding = Object.hasOwn(state.bindings, address) ? state.bindings[address] : undefined;
  if (binding === undefined) return undefined;
  const view = withSecrets(outer, stateSecrets(state, outer.kinds));
  return bindingJson(address, binding, view);
}

function bindingJson(address: Address, binding: Binding, view: View): JsonObject {
  const { type, id, applied, protect, replacedBy, missingSince, doubted } = binding;
  const fields = Object.entries(applied).map(([field, value]) => [field, fieldValue(type, field, value, view)]);
  return {
    address: hideKeys(address, view),
    type,
    id: maskId(type, id, view),
    applied: Object.fromEntries(fields) as JsonObject,
    protect: protect === true,
    ...(replacedBy !== undefined && { replaced_by: hideKeys(replacedBy, view) }),
    ...(missingSince !== undefined && { missing_since: new Date(missingSince).toISOString() }),
    ...(doubted !== undefined && { doubted: doubted.map((field) => hideKeys(field, view)) }),
  };
}

function fieldValue(type: string, field: string, value: Json, view: View): Json {
  if (view.showKeys) return value;
  if (isSecretField(view.kinds, type, field)) return typeof value === 'string' ? maskKey(value) : '(sensitive)';
  const shown = withoutKeys(type, field, value, view);
  return typeof shown === 'string' ? hideKeys(shown, view) : shown;
}
