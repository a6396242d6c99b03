import { bindingMap } from '../model/bindingMap.ts';
import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker, withoutTag } from '../model/marker.ts';
import { shownId } from '../model/shownId.ts';
import { withArticle } from '../model/article.ts';
import { AlikeIndex } from './alikeIndex.ts';
import { boughtBefore, isMarked } from './boughtBefore.ts';
import type { Draft } from './draft.ts';
import { sortedBy } from './order.ts';
import { isManaged } from './undeclared.ts';
import type { World } from './world.ts';

/**
 * A key that is to be created, while the account holds one that nothing is bound to and that clnform once made for this
 * very address: the state was lost, or an old one is in use. Then it is an error, for a second one would be billed. A key
 * without a marker that is just alike proves nothing. Where the new one gets a marker the old one would carry it too, so
 * that it is a warning; where it gets none, or where there is no state at all, nothing else could tell, and it is a
 * hazard.
 */
export function findLookAlikes(world: World, draft: Draft): void {
  const known = new Map<string, Candidates>();
  const candidatesOf = (kind: AnyKind): Candidates => {
    const candidates = known.get(kind.type) ?? findCandidates(world, draft, kind);
    known.set(kind.type, candidates);
    return candidates;
  };
  const { state } = world.input;
  const isFirst = state.serial === 0 && bindingMap(state).size === 0;
  for (const change of draft.changes.values()) {
    const kind = world.input.kinds.get(change.type);
    const { action, address, name, source, target } = change;
    if (action !== 'create' || target === undefined || kind?.identity !== 'assigned') continue;
    const candidates = candidatesOf(kind);
    const made = candidates.byMarker.get(makeMarker(name, ''));
    if (made !== undefined) {
      draft.error({
        code: 'made-before',
        summary: `The account holds ${withArticle(kind.title)} (${shownId(kind, made.id)}) that clnform made for ${address}, but no binding to it is known.`,
        help: world.bindings.has(address)
          ? `What ${address} is bound to is gone. If this one is to take its place, let go of that, and bind it: clnform state rm ${address}, then: clnform import ${address} ID. Else remove it in the web console.`
          : `If the state was lost, put back a copy, or bind what can be told by its markers: clnform state rebuild; this one alone: clnform import ${address} ID. If it is another one, take clnform's marker out of its note in the web console.`,
        address,
        source,
      });
      continue;
    }
    // Whatever else may be thought of it: what was bought before must not be bought again unasked.
    const marked = isMarked(kind, world.input.manifest.markers);
    const hazard = marked && !isFirst ? undefined : boughtBefore(kind, candidates.free, { target, address, marked });
    if (hazard !== undefined) draft.addHazard(address, hazard);
    const left = candidates.leaving.find(target);
    if (left !== undefined) {
      draft.warn({
        code: 'looks-renamed',
        summary: `${left.address} goes and ${address}, just like it, is created.`,
        help: `If it was only renamed, say so and nothing is bought: moved: [{ from: ${left.address}, to: ${address} }].`,
        address,
        source,
      });
      continue;
    }
    const alike = hazard === undefined ? candidates.free.find(target) : undefined;
    if (alike === undefined) continue;
    draft.warn({
      code: 'looks-alike',
      summary: `The account holds ${withArticle(kind.title)} (${shownId(kind, alike.id)}) just like ${address}, which no binding speaks for; another one is created.`,
      help: `If it is the one that is meant, bind it instead: clnform import ${address} ID, or \`adopt\` in its block.`,
      address,
      source,
    });
  }
}

/** What a create of one kind may turn out to be. */
interface Candidates {
  /** Objects that nothing speaks for. */
  readonly free: AlikeIndex<Live>;
  /** Those of them that clnform made, by their markers without the tags. */
  readonly byMarker: ReadonlyMap<string, Live>;
  /** Removals of what is bound. */
  readonly leaving: AlikeIndex<Change>;
}

function findCandidates(world: World, draft: Draft, kind: AnyKind): Candidates {
  const free = sortedBy(
    world.live.all(kind.type).filter((live) => !isManaged(world, draft, live)),
    (live) => live.id,
  );
  const byMarker = new Map<string, Live>();
  for (const live of free) {
    const marker = withoutTag(live);
    if (marker !== undefined && !byMarker.has(marker)) byMarker.set(marker, live);
  }
  const leaving = [...draft.changes.values()].filter(
    ({ action, type, address }) => action === 'remove' && type === kind.type && world.bindings.has(address),
  );
  return {
    free: new AlikeIndex(kind, free, (live) => live.spec as JsonObject),
    byMarker,
    leaving: new AlikeIndex(kind, leaving, ({ live }) => live?.spec as JsonObject | undefined),
  };
}
