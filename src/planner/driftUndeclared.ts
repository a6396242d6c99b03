import { deltaText } from '../model/deltaText.ts';
import { openIntents } from '../model/state.ts';
import { oneSide } from './compareThree.ts';
import { decideStale } from './children.ts';
import { judgeLeftFields, named } from './driftDeclared.ts';
import type { DriftDraft } from './driftDraft.ts';
import { sortedBy } from './order.ts';
import { decideExclusive } from './undeclared.ts';
import { unknownKind } from './unknownKind.ts';
import type { World } from './world.ts';

/**
 * Bound resources that the manifest no longer declares: pending, since the next apply removes them or lets go of them.
 * One that is gone already is as the manifest wants it, so that it has not drifted.
 */
export function judgeLeft(world: World, draft: DriftDraft): void {
  for (const [address, binding] of world.left) {
    const kind = world.input.kinds.get(binding.type);
    if (kind === undefined) {
      draft.error(unknownKind(address, binding));
      continue;
    }
    const live = world.live.withId(binding.type, binding.id);
    // An earlier run missed it already: it is let go of by itself once it has stayed away.
    if (live === undefined && binding.missingSince !== undefined) continue;
    const taken = live === undefined ? undefined : draft.matched.get(live.type, live.id);
    let reason: string | undefined;
    if (live === undefined) reason = 'left the manifest, and is gone from the account';
    else if (taken !== undefined) reason = `now declared as ${taken}`;
    else if (binding.replacedBy !== undefined) reason = `replaced by ${binding.replacedBy}`;
    else {
      judgeLeftFields(world, draft, kind, address, binding, live);
      reason = live.inert === true ? 'left the manifest; nothing is left to remove' : 'left the manifest';
    }
    draft.tell(address, binding.type, { answer: 'pending', what: 'left', id: live?.id, reason });
  }
}

/** What stands in the account and must not: objects of exclusive kinds, and servers that were silent for too long. */
export function judgeStrangers(world: World, draft: DriftDraft): void {
  decideExclusive(world, draft);
  const appeared = new Set(draft.changes.keys());
  decideStale(world, draft);
  for (const { address, type, live, reason } of sortedBy(draft.changes.values(), (change) => change.address)) {
    const kind = world.input.kinds.get(type);
    if (kind === undefined || live === undefined || world.bindings.has(address)) continue;
    const fields = named(world, draft, kind, oneSide(kind, 'live', live.spec));
    if (appeared.has(address)) draft.tell(address, type, { answer: 'drifted', what: 'appeared', id: live.id, fields });
    else draft.tell(address, type, { answer: 'pending', what: 'left', id: live.id, reason });
  }
}

/** Calls of earlier runs whose answer was lost: what became of them, nobody can say. A difference has its object's id. */
export function judgeIntents(world: World, draft: DriftDraft): void {
  for (const { address, type, delta, phase } of openIntents(world.input.state)) {
    const what = delta === undefined ? 'its create' : deltaText(delta);
    const rebuilt = phase === 'lost';
    const reason = rebuilt
      ? 'the state was rebuilt, and nothing proves which object it is'
      : `an earlier run sent ${what} and got no clear answer`;
    const source = world.declared.get(address)?.source;
    draft.tell(address, type, { answer: 'unverified', what: 'unsettled', id: delta?.id, reason, source, rebuilt });
  }
}
