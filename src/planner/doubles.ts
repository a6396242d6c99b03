import { withArticle } from '../model/article.ts';
import type { Address } from '../model/address.ts';
import { shownId } from '../model/shownId.ts';
import { boughtTwice } from './boughtTwice.ts';
import type { Draft } from './draft.ts';
import { isManaged } from './undeclared.ts';
import type { World } from './world.ts';

/**
 * Objects with the marker of one that is bound: a create was carried out twice, and the second arrived after the run that
 * sent it had looked for it. Said by every plan until it is gone, for it is billed.
 */
export function reportDoubles(world: World, draft: Draft): void {
  for (const kind of world.kinds) {
    if (kind.marker === undefined) continue;
    const objects = world.live.all(kind.type);
    const bound = new Map<string, Address>();
    for (const { marker, type, id } of objects) {
      const address = world.boundTo.get(type, id);
      if (marker !== undefined && address !== undefined) bound.set(marker, address);
    }
    if (bound.size === 0) continue;
    for (const live of objects) {
      const address = live.marker === undefined ? undefined : bound.get(live.marker);
      if (address === undefined || isManaged(world, draft, live)) continue;
      const summary = `The account holds ${withArticle(kind.title)} (${shownId(kind, live.id)}) with the marker of ${address}: its create was carried out more than once.`;
      draft.warn({ ...boughtTwice(summary, 'the one'), address });
    }
  }
}
