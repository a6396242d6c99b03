import type { Draft } from './draft.ts';
import type { World } from './world.ts';

/** More of a kind gone than this, and it is the list that is doubted. */
const DOUBTFUL_SHARE = 0.05;
const DOUBTFUL_COUNT = 2;

/**
 * A list in which much of what the state binds is missing may be a bad list. Then nothing of that kind is planned:
 * true says so, with an error that names the numbers.
 */
export function doubtLists(world: World, draft: Draft): void {
  const { observation, options } = world.input;
  if (options.acceptEmpty === true) return;
  for (const kind of world.kinds) {
    const observed = observation.get(kind.type);
    if (observed === undefined || kind.parent !== undefined) continue;
    let bound = 0;
    let gone = 0;
    let goneDeclared = 0;
    for (const [address, binding] of world.bindings) {
      if (binding.type !== kind.type) continue;
      bound += 1;
      if (isThere(world, address, kind.type, binding.id)) continue;
      gone += 1;
      if (world.declared.get(address)?.absent !== true && world.declared.has(address)) goneDeclared += 1;
    }
    const all = bound > 1 && gone === bound && observed.objects.length === 0;
    const many = options.recreate !== 'all' && goneDeclared >= DOUBTFUL_COUNT && goneDeclared / bound > DOUBTFUL_SHARE;
    if (!all && !many) continue;
    draft.error({
      code: all ? 'list-empty' : 'many-vanished',
      summary: all
        ? `The account shows no ${kind.title} at all, but ${bound} are bound: nothing is planned from such a list.`
        : `${gone} of ${bound} bound objects of kind ${kind.type} are gone from the account: nothing of that kind is planned.`,
      help: all
        ? 'Look in the web console. If they really are gone, pass --accept-empty.'
        : 'Look in the web console. If they really are gone: --recreate-all makes them again (and may bill them again), --accept-empty plans each on its own.',
    });
  }
}

/** By id, or for natural kinds by name: a licence whose tier was changed in the console is still there. */
function isThere(world: World, address: string, type: string, id: string): boolean {
  return world.live.withId(type, id) !== undefined || world.live.named(type, address.slice(type.length + 1)).length > 0;
}
