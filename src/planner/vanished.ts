import type { Draft } from './draft.ts';
import type { World } from './world.ts';

/** More of a kind gone than this, and it is the list that is doubted. */
const DOUBTFUL_SHARE = 0.05;
const DOUBTFUL_COUNT = 2;

/**
 * A list in which much of what the state binds is missing may be a bad list: an error that names the numbers, so that
 * nothing is planned from it. What the manifest declares to be absent is gone by intent.
 */
export function doubtLists(world: World, draft: Draft): void {
  const { observation, options } = world.input;
  if (options.acceptEmpty === true) return;
  const counts = countGone(world);
  for (const kind of world.kinds) {
    const observed = observation.get(kind.type);
    if (observed === undefined || kind.parent !== undefined) continue;
    const { bound, gone, doubtful } = counts.get(kind.type) ?? { bound: 0, gone: 0, doubtful: 0 };
    if (bound > 1 && gone === bound && observed.objects.length === 0) {
      draft.error({
        code: 'list-empty',
        summary: `The account shows no ${kind.title} at all, but ${bound} are bound: nothing is planned from such a list.`,
        help: 'Look in the web console. If they really are gone, pass --accept-empty.',
      });
    } else if (doubtful >= DOUBTFUL_COUNT && doubtful / bound > DOUBTFUL_SHARE) {
      draft.error({
        code: 'many-vanished',
        summary: `${gone} of ${bound} bound objects of kind ${kind.type} are gone from the account: nothing of that kind is planned.`,
        help: 'Look in the web console. If they really are gone: --recreate-all makes those that are declared again (and may bill them again), --accept-empty plans each on its own.',
      });
    }
  }
}

interface Gone {
  bound: number;
  gone: number;
  /** Gone, and not by intent. */
  doubtful: number;
}

/** By kind. */
function countGone(world: World): ReadonlyMap<string, Gone> {
  const counts = new Map<string, Gone>();
  for (const [type, bound] of world.boundCount) counts.set(type, { bound, gone: 0, doubtful: 0 });
  for (const [address, { type, missingSince }] of world.unseen) {
    const count = counts.get(type);
    // What nothing wants, and an earlier run missed already, says nothing of this list.
    if (count === undefined || missingSince !== undefined || isNamed(world, address, type)) continue;
    count.gone += 1;
    const declared = world.declared.get(address);
    // With --recreate-all those that are declared were looked for, and are made again; others would be forgotten.
    const meant = declared === undefined ? false : declared.absent === true || world.input.options.recreate === 'all';
    if (!meant) count.doubtful += 1;
  }
  return counts;
}

/** By its name, for natural kinds: a licence whose tier was changed in the console is still there. */
function isNamed(world: World, address: string, type: string): boolean {
  return world.live.named(type, address.slice(type.length + 1)).length > 0;
}
