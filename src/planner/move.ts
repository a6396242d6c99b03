import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { Vertices } from './vertices.ts';

/** A child's way from the object it sits under to the one it is to sit under. */
export interface Move {
  readonly change: Change;
  readonly vertices: Vertices;
  /** The live parent that it leaves, or stays with. */
  readonly fromType: string;
  readonly fromId?: string;
  /** The parent that it was last put under: it may still be there, for a list can be behind. */
  readonly recordedId?: string;
  /** The declared parent that it comes to. */
  readonly to?: Address;
}
