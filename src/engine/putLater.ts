import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, type Outcome } from '../model/outcome.ts';
import { bindingOf, type Run } from './run.ts';
import { sendFenced } from './sendFenced.ts';

/** Puts the fields that a create does not take on the object that it made, and records them. */
export async function putLater(
  run: Run,
  kind: AnyKind,
  change: Change,
  live: Live,
  spec: JsonObject,
): Promise<Outcome<void>> {
  const later = laterFields(kind, spec);
  if (later.length === 0) return done(undefined);
  const { update } = kind;
  if (update === undefined) throw new Error(`${kind.type} puts fields after the create, but has no update.`);
  const outcome = await sendFenced(run, { does: 'update', kind: kind.type, addresses: [change.address] }, (api) =>
    update(api, live, spec, later),
  );
  if (outcome.status !== 'done') return outcome;
  const held = run.session.current.bindings[change.address];
  const put = Object.fromEntries(Object.entries(spec).filter(([field]) => later.includes(field)));
  const applied = { ...(held?.id === live.id ? held.applied : {}), ...put };
  await run.session.commit([
    { op: 'bind', address: change.address, binding: bindingOf(run, change, live.id, applied) },
  ]);
  return done(undefined);
}

/** The fields of a spec that its create leaves out. */
export function laterFields(kind: AnyKind, spec: JsonObject): readonly string[] {
  return Object.entries<FieldPolicy>(kind.fields)
    .filter(([field, policy]) => policy.afterCreate === true && spec[field] !== undefined)
    .map(([field]) => field);
}
