import type { Desired } from '../model/desired.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Binding } from '../model/state.ts';
import { withArticle } from '../model/article.ts';
import { diff } from './diff.ts';
import type { Draft } from './draft.ts';
import { sortedBy } from './order.ts';
import type { World } from './world.ts';

/**
 * The live object of a declared resource, or undefined. Bindings come first (`bound` is the object of its binding);
 * natural identities are found by name, assigned ones by `adopt` alone: nothing is ever guessed.
 */
export function match(
  world: World,
  draft: Draft,
  kind: AnyKind,
  desired: Desired,
  binding: Binding | undefined,
  bound: Live | undefined,
): Live | undefined {
  const { address } = desired;
  const { adopt } = desired.lifecycle;
  if (binding?.type === kind.type) {
    if (adopt !== undefined && adopt !== binding.id) {
      draft.error({
        code: 'adopt-conflict',
        summary: `${address} is to adopt one object but is bound to another already.`,
        help: `Take \`adopt\` out, or let go of the present object first: clnform state rm ${address}`,
        address,
        source: desired.source,
      });
      return undefined;
    }
    if (bound !== undefined) return bound;
  }
  if (kind.identity === 'natural') return natural(world, kind, desired);
  return binding === undefined && adopt !== undefined ? adopted(world, draft, kind, desired, adopt) : undefined;
}

/** Two objects may share a natural name (two tiers on one IP): the one that needs the least change is meant. */
function natural(world: World, kind: AnyKind, desired: Desired): Live | undefined {
  const free = world.live.named(kind.type, desired.name).filter((live) => {
    const holder = world.boundTo.get(kind.type, live.id);
    return holder === undefined || holder === desired.address;
  });
  const ranked = sortedBy(free, (live) => {
    const fields = diff(kind, desired, live, undefined).fields.filter((f) => f.unverified !== true);
    return `${live.inert === true ? 1 : 0}/${String(fields.length).padStart(3, '0')}/${live.id}`;
  });
  return ranked[0];
}

/**
 * Beside the object that an address is bound to, another of the same natural name that is just what is declared: the
 * bound one then gives way to it instead of becoming a second one like it.
 */
export function exactSibling(world: World, kind: AnyKind, desired: Desired, bound: Live): Live | undefined {
  if (kind.identity !== 'natural' || kind.replacement !== 'create-first') return undefined;
  return world.live.named(kind.type, desired.name).find((live) => {
    if (live.id === bound.id || live.inert === true || world.boundTo.has(kind.type, live.id)) return false;
    return diff(kind, desired, live, undefined).fields.every((field) => field.unverified === true);
  });
}

function adopted(world: World, draft: Draft, kind: AnyKind, desired: Desired, id: string): Live | undefined {
  const { address, source } = desired;
  const holder = world.boundTo.get(kind.type, id) ?? draft.matched.get(kind.type, id);
  if (holder !== undefined) {
    draft.error({
      code: 'adopt-taken',
      summary: `${address} is to adopt an object that is ${holder} already.`,
      help: `Declare it once: if ${holder} is its old name, a \`moved\` entry from ${holder} to ${address} renames it.`,
      address,
      source,
    });
    return undefined;
  }
  const live = world.live.withId(kind.type, id);
  if (live === undefined) {
    draft.error({
      code: 'adopt-missing',
      summary: `${address} is to adopt ${withArticle(kind.title)} that the account does not have.`,
      help: 'Check the id in the web console, and that the product is the right one. Nothing was created in its place.',
      address,
      source,
    });
  }
  return live;
}
