import { makeAddress, type Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { AnyKind, ChangeFacts, KindRegistry } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import { isRef } from '../model/ref.ts';
import { misshown } from './misshown.ts';
import { untoldSeats } from './untoldSeats.ts';
import { opOf, verticesOf } from './vertices.ts';

/**
 * What is wrong with a plan that came from outside, or undefined. A plan spends money: its steps must be those of the
 * changes that it shows, all of them and no other, each change one that its kind can carry out, its fields what it would
 * put, and no hazard left out that the kind or the numbers show.
 */
export function checkPlan(plan: Plan, kinds: KindRegistry): string | undefined {
  const changes = new Map<Address, Change>();
  /** Step and address → the step. */
  const expected = new Map<string, string>();
  const untold = untoldSeats(plan.changes, kinds);
  for (const change of plan.changes) {
    const { address, type, name } = change;
    const kind = kinds.get(type);
    if (kind === undefined) return `this clnform knows no kind ${type}`;
    if (changes.has(address)) return `${address} stands in it twice`;
    if (address !== makeAddress(type, name)) return `${address} has another name`;
    changes.set(address, change);
    const problem = problemOf(change, kind);
    if (problem !== undefined) return `${address} ${problem}`;
    const hazard = untold(change);
    if (hazard !== undefined) return `${address} does not tell its hazard ${hazard}`;
    for (const id of Object.values(verticesOf(change, kind)) as string[]) expected.set(`${id}\n${address}`, id);
  }
  for (const { address, type, live } of plan.rebindings) {
    const known = kinds.get(type)?.identity === 'natural' && live.type === type;
    if (!known || live.name === undefined || address !== makeAddress(type, live.name))
      return `${address} is no rebinding`;
  }
  return stepProblem(plan, changes, expected);
}

function problemOf(change: Change, kind: AnyKind): string | undefined {
  const { action, live, heir, target, type, fields, heirFields = [], replacement } = change;
  const policies: Readonly<Record<string, unknown>> = kind.fields;
  const named = [...fields.map(({ field }) => field), ...Object.keys(target ?? {}), ...heirFields];
  const stray = named.find((field) => !Object.hasOwn(policies, field));
  if (stray !== undefined) return `has no field ${stray}`;
  if ((live !== undefined && live.type !== type) || (heir !== undefined && heir.type !== type))
    return 'is another kind';
  const missing = needed(change, kind).find(([there]) => !there);
  if (missing !== undefined) return `cannot be carried out: there is no ${missing[1]}`;
  if (action === 'replace' ? replacement !== kind.replacement : replacement !== undefined)
    return 'is replaced otherwise';
  for (const [field, value] of Object.entries(target ?? {})) {
    if (isRef(value) && field !== kind.parent?.field) return `refers to another resource in ${field}`;
  }
  const facts: ChangeFacts = {
    action,
    fields: fields.map(({ field }) => field),
    ...(live === undefined ? {} : { live }),
    ...(target === undefined ? {} : { target }),
  };
  const hidden = heir === undefined ? (kind.hazards?.(facts) ?? []).find((h) => !states(change, h.name)) : undefined;
  return hidden === undefined ? misshown(change, kind) : `does not tell its hazard ${hidden.name}`;
}

function states({ hazards }: Change, name: string): boolean {
  return hazards.some((hazard) => hazard.name === name);
}

/** What the engine takes for granted of a change. */
function needed(change: Change, kind: AnyKind): readonly (readonly [boolean, string])[] {
  const { action, live, heir, target } = change;
  const together = kind.putMany !== undefined;
  const object = [live !== undefined, 'object'] as const;
  const spec = [target !== undefined, 'target'] as const;
  const create = [kind.create !== undefined || together || heir !== undefined, 'call that creates it'] as const;
  const update = [kind.update !== undefined || together, 'call that updates it'] as const;
  const remove = [kind.remove !== undefined || together, 'call that removes it'] as const;
  switch (action) {
    case 'create':
      return [spec, create];
    case 'update':
      return [object, spec, update];
    case 'replace':
      return [object, spec, create, remove];
    case 'remove':
      return [object, remove];
    case 'adopt':
      return [object];
    case 'forget':
      return [];
    default:
      return action satisfies never;
  }
}

function stepProblem(
  { steps }: Plan,
  changes: ReadonlyMap<Address, Change>,
  expected: Map<string, string>,
): string | undefined {
  const before = new Set<string>();
  for (const { id, op, type, addresses, after } of steps) {
    if (before.has(id)) return `step ${id} stands in it twice`;
    if (op !== opOf(id)) return `step ${id} does something else than it says`;
    if (after.some((other) => !before.has(other))) return `step ${id} waits for one that does not come before it`;
    for (const address of addresses) {
      const change = changes.get(address);
      if (change?.type !== type || !expected.delete(`${id}\n${address}`))
        return `step ${id} stands for no change of ${address}`;
      const awaited = Object.values(change.target ?? {}).find(
        (value) => isRef(value) && !after.includes(`put ${value.ref}`),
      );
      if (op === 'put' && awaited !== undefined) return `step ${id} does not wait for what it refers to`;
    }
    before.add(id);
  }
  const [left] = expected.values();
  return left === undefined ? undefined : `step ${left} is missing`;
}
