import type { Change } from '../model/change.ts';
import type { JsonObject } from '../model/json.ts';
import type { FieldPolicy } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker } from '../model/marker.ts';
import { maskKey } from '../model/text.ts';
import { withArticle } from '../model/article.ts';
import type { Draft } from './draft.ts';
import { canonical, same } from './equality.ts';
import { sortedBy } from './order.ts';
import { isManaged } from './undeclared.ts';
import type { World } from './world.ts';

/**
 * A key that is to be created, while the account holds one that nothing is bound to and that clnform once made for
 * this very address: the state was lost, or another one is in use. Then it is an error, for a second one would be
 * billed. Without a marker a key that is just alike proves nothing, so it is a warning.
 */
export function findLookAlikes(world: World, draft: Draft): void {
  const known = new Map<string, readonly Live[]>();
  const freeOf = (type: string): readonly Live[] => {
    const free =
      known.get(type) ??
      sortedBy(world.input.observation.get(type)?.objects ?? [], (live) => live.id).filter(
        (live) => !isManaged(world, draft, live),
      );
    known.set(type, free);
    return free;
  };
  for (const change of draft.changes.values()) {
    const kind = world.input.kinds.get(change.type);
    if (change.action !== 'create' || kind?.identity !== 'assigned') continue;
    const free = freeOf(change.type);
    const made = free.find((live) => bearsName(live, change.name));
    const source = change.source === undefined ? {} : { source: change.source };
    if (made !== undefined) {
      draft.error({
        code: 'made-before',
        summary: `The account holds ${withArticle(kind.title)} (${shown(made, kind.secretId)}) that clnform made for ${change.address}, but no binding to it is known.`,
        help: `If the state was lost, bind it: clnform import ${change.address} ID. If it is another one, take clnform's marker out of its note in the web console.`,
        address: change.address,
        ...source,
      });
      continue;
    }
    const left = [...draft.changes.values()].find(
      (other) =>
        other.action === 'remove' &&
        other.type === change.type &&
        other.live !== undefined &&
        world.bindings.has(other.address) &&
        isAlike(kind.fields, other.live, change),
    );
    if (left !== undefined) {
      draft.warn({
        code: 'looks-renamed',
        summary: `${left.address} goes and ${change.address}, just like it, is created.`,
        help: `If it was only renamed, say so and nothing is bought: moved: [{ from: ${left.address}, to: ${change.address} }].`,
        address: change.address,
        ...source,
      });
      continue;
    }
    const alike = free.find((live) => isAlike(kind.fields, live, change));
    if (alike === undefined) continue;
    draft.warn({
      code: 'looks-alike',
      summary: `The account holds ${withArticle(kind.title)} (${shown(alike, kind.secretId)}) just like ${change.address}, which no binding speaks for; another one is created.`,
      help: `If it is the one that is meant, bind it instead: clnform import ${change.address} ID, or \`adopt\` in its block.`,
      address: change.address,
      ...source,
    });
  }
}

/** Whether clnform made the object for a resource of this name. */
export function bearsName({ marker, tag }: Live, name: string): boolean {
  return marker !== undefined && tag !== undefined && marker === makeMarker(name, tag);
}

/** Every field that can be read is what the create would put, and at least one says more than a number. */
function isAlike(fields: Readonly<Record<string, FieldPolicy>>, live: Live, { target = {} }: Change): boolean {
  const spec = live.spec as JsonObject;
  let telling = false;
  for (const [field, policy] of Object.entries(fields)) {
    const wanted = target[field];
    if (policy.local === true || wanted === undefined || spec[field] === undefined) continue;
    if (!same(canonical(spec[field], policy), canonical(wanted, policy))) return false;
    telling ||= typeof wanted === 'string' && wanted !== '';
  }
  return telling;
}

function shown(live: Live, secret: true | undefined): string {
  return secret === true ? maskKey(live.id) : live.id;
}
