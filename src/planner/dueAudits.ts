import { openIntents, type Intent } from '../model/state.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import { maskKey } from '../model/text.ts';
import type { Draft } from './draft.ts';
import { fits } from './fits.ts';
import { isManaged } from './undeclared.ts';
import type { World } from './world.ts';

/** The code of the warning that `apply` need not give: it looks by itself. */
export const AUDIT_DUE = 'audit-due';

/**
 * Calls of earlier runs that no list has shown to have been carried out once: what the lists that were read anyway show
 * beside what the calls made, and that looking is left to the next apply. Nothing is "in sync" in silence before that.
 */
export function reportDueAudits(world: World, draft: Draft): void {
  const due = world.input.state.intents.filter(({ phase }) => phase === 'made');
  if (due.length === 0) return;
  for (const kind of world.kinds) {
    const intents = due.filter(({ type }) => type === kind.type);
    if (intents.length === 0) continue;
    const extra = extraOf(world, draft, kind, intents);
    const ids = extra.map(({ id }) => (kind.secretId === true ? maskKey(id) : id)).join(', ');
    if (extra.length > 0) {
      draft.warn({
        code: 'bought-twice',
        summary: `The account holds new objects like those that an earlier run created (${kind.title}: ${ids}): a create may have been carried out more than once, or someone else made them.`,
        help: 'Look in the web console and remove those that nothing uses: each is billed, and clnform removes nothing that it was not told to.',
      });
    }
    const addresses = [...new Set(intents.map(({ address }) => address))].sort();
    draft.warn({
      code: AUDIT_DUE,
      summary: `Whether a call of an earlier run was carried out twice (${kind.title}: ${addresses.join(', ')}) has not been looked at to the end.`,
      help: '`clnform apply` looks, also when there is nothing to change, and says what it finds.',
    });
  }
}

/** What one of the creates could have made beside what it was answered with, and that `reportDoubles` does not tell. */
function extraOf(world: World, draft: Draft, kind: AnyKind, intents: readonly Intent[]): readonly Live[] {
  const creates = intents.filter(({ delta }) => delta === undefined);
  const made = new Set(creates.map(({ id }) => id));
  const tags = new Set(creates.flatMap(({ marker }) => (marker === undefined ? [] : [splitNote(marker).tag])));
  // The first list that was taken is the one that none of them is in.
  const first = creates.find(({ marker }) => marker === undefined);
  const before = new Set(first?.idsBefore);
  // An open create is told of already, with what it may have made.
  const open = openIntents(world.input.state).filter(({ type, delta }) => type === kind.type && delta === undefined);
  const objects = world.live.all(kind.type);
  const boundTags = new Set(
    objects.flatMap(({ type, id, tag }) => (tag !== undefined && world.boundTo.has(type, id) ? [tag] : [])),
  );
  const isExtra = (live: Live): boolean => {
    const { id, tag } = live;
    if (tag !== undefined) {
      return tags.has(tag) && !boundTags.has(tag) && !open.some(({ marker }) => marker === live.marker);
    }
    return (
      first !== undefined &&
      !before.has(id) &&
      creates.some(({ spec }) => fits(kind, spec, live)) &&
      !open.some((intent) => !intent.idsBefore.includes(id) && fits(kind, intent.spec, live))
    );
  };
  return objects.filter((live) => !made.has(live.id) && !isManaged(world, draft, live) && isExtra(live));
}
