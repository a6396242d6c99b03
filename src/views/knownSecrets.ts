import { parseAddress } from '../model/address.ts';
import { bindingMap } from '../model/bindingMap.ts';
import type { Change } from '../model/change.ts';
import type { DriftReport } from '../model/drift.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Plan } from '../model/plan.ts';
import type { Intent, State, Unremovable } from '../model/state.ts';
import { hasSecretFields, isSecretField } from './secretField.ts';

/** Every licence key that a plan holds: a removed key's address may be its id, and a reason may quote it. */
export function* planSecrets(plan: Plan, kinds: KindRegistry): Generator<string> {
  for (const change of plan.changes) yield* changeSecrets(change, kinds);
  for (const { live } of plan.rebindings) yield* liveSecrets(live, kinds);
  for (const { address, id } of plan.leftOut) {
    if (id !== undefined) yield* idSecret(parseAddress(address)?.type ?? '', id, kinds);
  }
  for (const intent of plan.openIntents) yield* intentSecrets(intent, kinds);
  yield* unremovableSecrets(plan.unremovable, kinds);
}

/** Every licence key that a drift report holds: what appeared in the account may be addressed by its id. */
export function* driftSecrets({ findings }: DriftReport, kinds: KindRegistry): Generator<string> {
  for (const { type, id, fields } of findings) {
    if (id !== undefined) yield* idSecret(type, id, kinds);
    for (const { field, applied, live, desired, sensitive } of fields) {
      for (const value of [applied, live, desired]) yield* valueSecrets(type, field, value, kinds, sensitive);
    }
  }
}

/** Every licence key that a manifest names: those that it adopts. */
export function* manifestSecrets({ desired }: Manifest, kinds: KindRegistry): Generator<string> {
  for (const { type, spec, lifecycle } of desired) {
    if (lifecycle.adopt !== undefined) yield* idSecret(type, lifecycle.adopt, kinds);
    if (hasSecretFields(kinds, type)) yield* specSecrets(type, spec, kinds);
  }
}

/** Every licence key that a state holds. */
export function* stateSecrets(state: State, kinds: KindRegistry): Generator<string> {
  for (const { type, id, applied } of bindingMap(state).values()) {
    if (hasSecretId(type, kinds)) yield id;
    if (hasSecretFields(kinds, type)) yield* specSecrets(type, applied, kinds);
  }
  for (const intent of state.intents) yield* intentSecrets(intent, kinds);
  yield* unremovableSecrets(state.unremovable, kinds);
}

function* changeSecrets({ type, live, target, fields }: Change, kinds: KindRegistry): Generator<string> {
  if (live !== undefined) yield* liveSecrets(live, kinds);
  if (target !== undefined) yield* specSecrets(type, target, kinds);
  for (const { field, before, after, sensitive } of fields) {
    for (const value of [before, after]) yield* valueSecrets(type, field, value, kinds, sensitive);
  }
}

/** The licence keys that an object of the account is, or names. */
export function* liveSecrets({ type, id, spec }: Live, kinds: KindRegistry): Generator<string> {
  if (hasSecretId(type, kinds)) yield id;
  if (hasSecretFields(kinds, type)) yield* specSecrets(type, spec, kinds);
}

/** The licence keys of a call: what was there before it, what it was to make or to change, and what it made. */
function* intentSecrets({ type, spec, idsBefore, id, delta }: Intent, kinds: KindRegistry): Generator<string> {
  yield* specSecrets(type, spec, kinds);
  for (const before of idsBefore) yield* idSecret(type, before, kinds);
  if (id !== undefined) yield* idSecret(type, id, kinds);
  if (delta !== undefined) yield* idSecret(type, delta.id, kinds);
}

function* specSecrets(type: string, spec: object, kinds: KindRegistry): Generator<string> {
  for (const [field, value] of Object.entries(spec)) yield* valueSecrets(type, field, value, kinds);
}

/** The value where it is a secret. */
function* valueSecrets(
  type: string,
  field: string,
  value: unknown,
  kinds: KindRegistry,
  sensitive?: boolean,
): Generator<string> {
  if (typeof value !== 'string') return;
  if (sensitive === true || isSecretField(kinds, type, field)) yield value;
}

function* idSecret(type: string, id: string, kinds: KindRegistry): Generator<string> {
  if (hasSecretId(type, kinds)) yield id;
}

function hasSecretId(type: string, kinds: KindRegistry): boolean {
  const kind = kinds.get(type);
  return kind === undefined || kind.secretId === true;
}

function* unremovableSecrets(objects: readonly Unremovable[], kinds: KindRegistry): Generator<string> {
  for (const { type, id } of objects) yield* idSecret(type, id, kinds);
}
