import type { Address } from '../model/address.ts';
import type { Holders } from '../model/holders.ts';
import type { Live } from '../model/live.ts';
import { ObjectMap } from '../model/objectMap.ts';
import type { Observation } from './observation.ts';

/** An object that a list showed, or that an address is bound to, and that address; of two, the first. */
interface Known {
  readonly live: Live | undefined;
  holder: Address | undefined;
}

/** Live objects by id, by natural name and by parent; and, once they were told to it, who is bound to them. */
export class LiveIndex {
  readonly #observation: Observation;
  readonly #parentField: (type: string) => string | undefined;
  readonly #byId = new ObjectMap<Known>();
  /** By kind, each made when it is first asked for: where all is bound, no name ever is. */
  readonly #byName = new Map<string, ReadonlyMap<string, readonly Live[]>>();
  readonly #byParent = new Map<string, ReadonlyMap<string, readonly Live[]>>();

  /** Who is bound to which object, as far as `bind` was told. */
  readonly holders: Holders = {
    get: (type, id) => this.#byId.get(type, id)?.holder,
    has: (type, id) => this.#byId.get(type, id)?.holder !== undefined,
  };

  /** `parentField`: for a kind with a parent, the field that holds the parent's id. */
  constructor(observation: Observation, parentField: (type: string) => string | undefined) {
    this.#observation = observation;
    this.#parentField = parentField;
    for (const [type, { objects }] of observation) {
      for (const live of objects) this.#byId.set(type, live.id, { live, holder: undefined });
    }
  }

  withId(type: string, id: string): Live | undefined {
    return this.#byId.get(type, id)?.live;
  }

  /** Takes note that an address is bound to an object. What is known of that then names another holder, if one was first. */
  bind(type: string, id: string, address: Address): Readonly<Known> {
    let known = this.#byId.get(type, id);
    if (known === undefined) {
      known = { live: undefined, holder: address };
      this.#byId.set(type, id, known);
    }
    known.holder ??= address;
    return known;
  }

  named(type: string, name: string): readonly Live[] {
    return this.#grouped(this.#byName, type, (live) => live.name).get(name) ?? [];
  }

  /** Every object of the kind that was listed. */
  all(type: string): readonly Live[] {
    return this.#observation.get(type)?.objects ?? [];
  }

  /** Objects of `childType` that sit under the parent with this id. */
  under(childType: string, parentId: string): readonly Live[] {
    const field = this.#parentField(childType);
    if (field === undefined) return [];
    const parentOf = (live: Live): string => String((live.spec as Record<string, unknown>)[field]);
    return this.#grouped(this.#byParent, childType, parentOf).get(parentId) ?? [];
  }

  #grouped(
    index: Map<string, ReadonlyMap<string, readonly Live[]>>,
    type: string,
    keyOf: (live: Live) => string | undefined,
  ): ReadonlyMap<string, readonly Live[]> {
    const known = index.get(type);
    if (known !== undefined) return known;
    const groups = new Map<string, Live[]>();
    for (const live of this.all(type)) {
      const key = keyOf(live);
      if (key === undefined) continue;
      const there = groups.get(key);
      if (there === undefined) groups.set(key, [live]);
      else there.push(live);
    }
    index.set(type, groups);
    return groups;
  }
}
