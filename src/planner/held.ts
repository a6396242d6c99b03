import type { Address } from '../model/address.ts';
import { deltaText } from '../model/deltaText.ts';
import type { Desired } from '../model/desired.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import { isRef } from '../model/ref.ts';
import type { Intent } from '../model/state.ts';
import type { Draft } from './draft.ts';
import { sortedBy } from './order.ts';
import type { World } from './world.ts';

/**
 * The address of the open create that this resource has to wait for, or undefined: its own, also under the name that it
 * had before it was moved, or that of the parent that it is to sit under.
 */
export function waitsFor(world: World, draft: Draft, kind: AnyKind, desired: Desired): Address | undefined {
  if (world.open.length === 0) return undefined;
  const own = world.open.find(
    (intent) => movedTo(world, intent.address) === desired.address || intent.address === desired.address,
  );
  if (own !== undefined) return own.address;
  const parent = kind.parent === undefined ? undefined : (desired.spec as Record<string, unknown>)[kind.parent.field];
  return isRef(parent) && !draft.found.has(parent.ref) ? draft.held.get(parent.ref) : undefined;
}

/** Whether an object may be what an open create made: no rule for objects that nothing declares may touch it. */
export function mayBeOurs(world: World, live: Live): boolean {
  return world.open.some(
    (intent) => intent.type === live.type && intent.delta === undefined && mayHaveMade(intent, live),
  );
}

function mayHaveMade({ marker, idsBefore }: Intent, live: Live): boolean {
  return marker === undefined ? !idsBefore.includes(live.id) : live.tag === splitNote(marker).tag;
}

/** Says of each open create what it stops; of what a rebuilt state does not know, all at once. */
export function reportHeld(world: World, draft: Draft): void {
  const waiting = new Map<Address, Address[]>();
  for (const [address, root] of draft.held) {
    const others = waiting.get(root) ?? [];
    waiting.set(root, others);
    if (address !== root) others.push(address);
  }
  const lost = new Set(world.open.flatMap(({ phase, address }) => (phase === 'lost' ? [address] : [])));
  const roots = sortedBy(waiting, ([address]) => address);
  reportLost(
    draft,
    roots.flatMap(([root]) => (lost.has(root) ? [root] : [])),
  );
  for (const [root, others] of roots) {
    if (lost.has(root)) continue;
    const { delta, denied } = world.open.find(({ address }) => address === root) ?? {};
    const why = denied === true ? 'that was answered "too many requests" (429)' : 'whose answer was lost';
    const [happened, again] =
      delta === undefined
        ? ['created', 'it is not created again']
        : [`changed (${deltaText(delta)})`, 'nothing is planned for it'];
    draft.warn({
      code: 'intent-open',
      summary: `${root} may have been ${happened} by an earlier run ${why}, so ${again}${waitingText(others)}.`,
      help:
        `\`clnform apply\` looks for it first. Or look in the web console, then say what you found: ` +
        `clnform state resolve ${root} --adopt ${delta?.id ?? 'ID'}, or: clnform state resolve ${root} --none`,
      address: root,
      source: world.declared.get(root)?.source,
    });
  }
}

/** Addresses that one warning names. */
const MAX_LOST = 10;

function reportLost(draft: Draft, roots: readonly Address[]): void {
  if (roots.length === 0) return;
  const named = roots.slice(0, MAX_LOST).join(', ');
  const more = roots.length > MAX_LOST ? ` and ${roots.length - MAX_LOST} more` : '';
  const [first, second] = roots;
  const address = second === undefined ? first : 'ADDRESS';
  const [them, are] = roots.length === 1 ? ['it', 'is'] : ['them', 'are'];
  draft.warn({
    code: 'binding-lost',
    summary: `The state was rebuilt, and which object ${named}${more} ${are} bound to is not known, so nothing is created for ${them}.`,
    help:
      `\`clnform state rebuild\` names what each may be. Bind it: clnform import ${address} ID. ` +
      `If it is none of them and is to be created: clnform state resolve ${address} --none`,
  });
}

function waitingText(waiting: readonly Address[]): string {
  const [first, ...rest] = waiting;
  if (first === undefined) return '';
  return rest.length === 0 ? `; ${first} waits for it` : `; ${first} and ${rest.length} more wait for it`;
}

/** Where `moved` entries take an address. */
function movedTo(world: World, address: Address): Address {
  let to = address;
  for (const moved of world.input.manifest.moved) if (moved.from === to) to = moved.to;
  return to;
}
