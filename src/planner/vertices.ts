import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Step } from '../model/step.ts';

/** The vertices of one change: a replacement has two, everything else one. */
export interface Vertices {
  readonly put?: string;
  readonly remove?: string;
  /** State alone: adopt and forget. */
  readonly note?: string;
}

export function verticesOf(change: Change, kind: AnyKind): Vertices {
  // A kind that puts many in one call has one vertex for all its changes, removals too.
  const together = kind.putMany === undefined ? undefined : `put ${change.type}`;
  const put = together ?? `put ${change.address}`;
  const remove = together ?? `remove ${change.address}`;
  switch (change.action) {
    case 'create':
    case 'update':
      return { put };
    case 'replace':
      return { put, remove };
    case 'remove':
      return { remove };
    case 'adopt':
      return { note: `bind ${change.address}` };
    case 'forget':
      return { note: `forget ${change.address}` };
    default:
      return change.action satisfies never;
  }
}

/** Those of the change of this address: none where nothing changes. */
export function verticesAt(vertices: ReadonlyMap<Address, Vertices>, address: Address): Vertices {
  return vertices.get(address) ?? {};
}

/** The vertex after which the resource is what the manifest says. */
export function arrival(vertices: Vertices): string | undefined {
  return vertices.put ?? vertices.note;
}

export function opOf(id: string): Step['op'] {
  return id.slice(0, id.indexOf(' ')) as Step['op'];
}

/** The address of a step that is about one alone; of another, none that there is. */
export function addressOf(id: string): Address {
  return id.slice(id.indexOf(' ') + 1) as Address;
}
