import type { AnyKind, ChangeFacts } from '../model/kind.ts';
import type { Change, ChangeAction, FieldChange } from '../model/change.ts';
import type { Desired } from '../model/desired.ts';
import type { Hazard } from '../model/hazard.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import type { Binding } from '../model/state.ts';
import { withArticle } from '../model/article.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import { deltaDoubt, listIsBehind } from './deltaDoubt.ts';
import { diff } from './diff.ts';
import type { Draft } from './draft.ts';
import { waitsFor } from './held.ts';
import { letGo, remove } from './letGo.ts';
import { exactSibling, match } from './match.ts';
import { noteReason } from './noteReason.ts';
import { resolveRefs } from './refs.ts';
import { registered } from './registered.ts';
import { targetSpec } from './target.ts';
import type { Wanted, World } from './world.ts';

/** Decides what becomes of one declared resource. */
export function decideDeclared(world: World, draft: Draft, { desired: declared, binding, bound }: Wanted): void {
  const kind = registered(world.input.kinds, declared.type);
  const desired = resolveRefs(draft, kind, declared);
  const errors = draft.diagnostics.length;
  const live = match(world, draft, kind, desired, binding, bound);
  if (draft.diagnostics.length > errors) return;
  // What its binding says already need not be noted, unless others ask for it: there may be a hundred thousand.
  const isSaid = live === bound && world.diagnostics.length === 0 && !world.parents.has(kind.type);
  if (live !== undefined && !isSaid) {
    draft.matched.set(live.type, live.id, desired.address);
    draft.found.set(desired.address, live);
  }
  const root = waitsFor(world, draft, kind, declared);
  if (root !== undefined) {
    draft.held.set(desired.address, root);
    return;
  }
  if (desired.lifecycle.forget === true) {
    if (binding !== undefined) letGo(world, draft, desired.address, binding, live, 'the manifest says `forget: true`');
    return;
  }
  if (desired.absent === true) {
    if (live !== undefined && live.inert !== true) {
      remove(world, draft, desired.address, kind, live, 'declared to be absent', desired);
    } else if (binding !== undefined) {
      letGo(world, draft, desired.address, binding, live, 'declared to be absent, and it is');
    }
    return;
  }
  if (live === undefined) decideMissing(world, draft, kind, desired);
  else decideLive(world, draft, kind, desired, live, binding);
}

function decideMissing(world: World, draft: Draft, kind: AnyKind, desired: Desired): void {
  const { address, source } = desired;
  const binding = world.bindings.get(address);
  if (kind.create === undefined && kind.putMany === undefined) {
    draft.error({
      code: binding === undefined ? 'not-in-account' : 'gone-from-account',
      summary: `${address} is not in the account, and the API cannot make it.`,
      help: `${withArticle(kind.title).replace('a', 'A')} appears when its host registers. Register it, or take it out of the manifest.`,
      address,
      source,
    });
    return;
  }
  const target = targetSpec(kind, desired, undefined, undefined);
  const fields = Object.entries(target).map(([field, after]) => shown(kind, { field, after }));
  const change = makeChange(world, kind, desired, { action: 'create', target, fields });
  if (binding === undefined) {
    draft.add(change);
    return;
  }
  const { recreate } = world.input.options;
  const wanted = recreate === 'all' || recreate?.has(address) === true;
  const vanished: Hazard = {
    name: 'vanished',
    detail: `It was applied before and is gone from the account: making it again may bill it again (--recreate ${address}).`,
  };
  draft.add({
    ...change,
    reason: 'gone from the account since it was applied',
    hazards: wanted ? change.hazards : [vanished, ...change.hazards],
  });
}

function decideLive(
  world: World,
  draft: Draft,
  kind: AnyKind,
  desired: Desired,
  live: Live,
  binding: Binding | undefined,
): void {
  const { address, lifecycle, source } = desired;
  const own = binding?.id === live.id ? binding : undefined;
  const applied = own?.applied;
  const found = diff(kind, desired, live, own);
  for (const { field, reason } of found.frozen) {
    draft.error({
      code: 'cannot-change',
      summary: `${address}: ${field} cannot be changed: ${reason}.`,
      help: `Declare what is there, or leave the field alone with \`ignore: [${field}]\`.`,
      address,
      source,
    });
  }
  if (found.frozen.length > 0) return;
  if (found.unverified.length > 0) draft.unverified.push({ address, fields: found.unverified });
  const behind = found.fields.map(({ field }) => listIsBehind(world, desired, live, field)).find(Boolean);
  if (behind !== undefined) {
    draft.unverified.push({ address, fields: [behind.field] });
    draft.warn({
      code: 'list-behind',
      summary: `${address}: ${behind.field} was put to ${behind.to} a moment ago, and the list still shows ${behind.from}: nothing is planned for it until it shows what became of it.`,
      help: 'Plan again in a few minutes.',
      address,
      source,
    });
    return;
  }
  if (found.fields.length === 0) {
    decideEqual(world, draft, kind, desired, live, binding);
    return;
  }
  const target = targetSpec(kind, desired, live, applied);
  const protect = lifecycle.protect === true;
  const sibling = exactSibling(world, kind, desired, live);
  if (sibling !== undefined) draft.matched.set(sibling.type, sibling.id, address);
  const replaces =
    sibling !== undefined ||
    found.fields.some((f) => f.forcesReplacement === true) ||
    (kind.update === undefined && kind.putMany === undefined) ||
    kind.mustReplace?.(live, target) === true;
  const unreadable: Hazard[] = found.unreadable.map((field) => ({
    name: 'unreadable',
    detail: `${field} cannot be read back: whatever the account holds there is overwritten.`,
  }));
  for (const { field } of found.fields) {
    const doubt = deltaDoubt(kind, field, live, applied);
    if (doubt !== undefined) unreadable.push(doubt);
  }
  if (!replaces) {
    const change = makeChange(world, kind, desired, { action: 'update', target, fields: found.fields, live });
    draft.add({ ...change, hazards: [...change.hazards, ...unreadable] });
    return;
  }
  if (kind.replacement === undefined) {
    draft.error({
      code: 'cannot-replace',
      summary: `${address}: ${found.fields.map((f) => f.field).join(', ')} can only change by replacement, which this kind has none of.`,
      help: 'Declare what is there, or ignore the field.',
      address,
      source,
    });
    return;
  }
  if (protect || binding?.protect === true) {
    draft.error({
      code: 'protected',
      summary: `${address} is protected, and this change would replace it.`,
      help: 'Set `protect: false` in its block and apply that first, or leave the field as it is.',
      address,
      source,
    });
    return;
  }
  const change = makeChange(world, kind, desired, { action: 'replace', target, fields: found.fields, live });
  draft.add({
    ...change,
    replacement: kind.replacement,
    ...(sibling === undefined ? {} : takeOver(kind, desired, sibling)),
  });
}

/** The account holds the wanted object already, so that nothing is bought. */
function takeOver(kind: AnyKind, desired: Desired, heir: Live): Partial<Change> {
  const heirFields = diff(kind, desired, heir, undefined).fields.map((field) => field.field);
  return { hazards: [], heir, heirFields, reason: `the account holds ${heir.id} beside it already` };
}

/** Nothing differs: perhaps there is something to note in the state. */
function decideEqual(
  world: World,
  draft: Draft,
  kind: AnyKind,
  desired: Desired,
  live: Live,
  binding: Binding | undefined,
): void {
  const { address, lifecycle } = desired;
  const reason = noteReason(world, kind, desired, binding, true);
  if (reason === undefined) draft.unchanged += 1;
  if (reason === undefined && binding?.id === live.id && binding.missingSince === undefined) return;
  const target = targetSpec(kind, desired, live, binding?.id === live.id ? binding.applied : undefined);
  if (reason !== undefined) {
    draft.add({ ...makeChange(world, kind, desired, { action: 'adopt', target, fields: [], live }), reason });
  } else {
    const protect = lifecycle.protect === true ? { protect: true as const } : {};
    draft.rebindings.push({ address, type: kind.type, live, applied: target, ...protect });
  }
}

function makeChange(
  world: World,
  kind: AnyKind,
  desired: Desired,
  what: { action: ChangeAction; target: JsonObject; fields: readonly FieldChange[]; live?: Live },
): Change {
  const facts: ChangeFacts = { ...what, fields: what.fields.map((f) => f.field) };
  const movedFrom = world.movedFrom.get(desired.address);
  return {
    address: desired.address,
    type: kind.type,
    name: desired.name,
    action: what.action,
    ...(what.live === undefined ? {} : { live: what.live }),
    target: what.target,
    fields: what.fields,
    hazards: kind.hazards?.(facts) ?? [],
    source: desired.source,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    bind: true,
    ...(desired.lifecycle.protect === true ? { protect: true } : {}),
  };
}

function shown(kind: AnyKind, change: { field: string; after: Json }): FieldChange {
  return fieldPolicy(kind, change.field)?.sensitive === true ? { ...change, sensitive: true } : change;
}
