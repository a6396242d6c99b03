import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownId } from '../model/shownId.ts';
import type { Intent } from '../model/state.ts';
import { boughtTwice } from './boughtTwice.ts';
import type { Draft } from './draft.ts';
import { isAlikeExtra, isMarkedExtra, openCreates } from './extraObjects.ts';
import { sentBefore, type SentCreates } from './sentCreates.ts';
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
  const sent = sentBefore(world.input.state);
  for (const type of new Set(due.map((intent) => intent.type))) {
    // No list is there to tell: the version that wrote it has to look.
    if (!world.input.kinds.has(type)) warnOfDue(draft, type, due);
  }
  for (const kind of world.kinds) {
    const intents = due.filter(({ type }) => type === kind.type);
    if (intents.length === 0) continue;
    const extra = extraOf(world, draft, kind, sent.get(kind.type));
    if (extra.length > 0) {
      const ids = extra.map(({ id }) => shownId(kind, id)).join(', ');
      const summary = `The account holds new objects like those that an earlier run created (${kind.title}: ${ids}): a create may have been carried out more than once, or someone else made them.`;
      draft.warn(boughtTwice(summary, 'those'));
    }
    warnOfDue(draft, kind.type, due, kind);
  }
}

function warnOfDue(draft: Draft, type: string, due: readonly Intent[], kind?: AnyKind): void {
  const own = due.filter((intent) => intent.type === type);
  const addresses = [...new Set(own.map(({ address }) => address))].sort();
  draft.warn({
    code: AUDIT_DUE,
    summary: `Whether a call of an earlier run was carried out twice (${kind?.title ?? type}: ${addresses.join(', ')}) has not been looked at to the end.`,
    help:
      kind === undefined
        ? 'This version of clnform knows no such kind: apply with the version that made the state.'
        : '`clnform apply` looks, also when there is nothing to change, and says what it finds.',
  });
}

/** What one of the creates could have made beside what it was answered with, and that `reportDoubles` does not tell. */
function extraOf(world: World, draft: Draft, kind: AnyKind, sent: SentCreates | undefined): readonly Live[] {
  if (sent === undefined) return [];
  const open = openCreates(world.input.state, kind);
  const objects = world.live.all(kind.type);
  const tags = new Set(sent.tags);
  for (const { type, id, tag } of objects) if (tag !== undefined && world.boundTo.has(type, id)) tags.delete(tag);
  return objects.filter(
    (live) =>
      !sent.made.has(live.id) &&
      !isManaged(world, draft, live) &&
      (isMarkedExtra(live, tags, open) || isAlikeExtra(kind, live, sent, open)),
  );
}
