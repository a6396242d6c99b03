import type { Live } from '../model/live.ts';
import type { Observation } from './observation.ts';

/** Live objects by id, by natural name and by parent. */
export class LiveIndex {
  readonly #byId = new Map<string, Live>();
  readonly #byName = new Map<string, Live[]>();
  readonly #byType = new Map<string, readonly Live[]>();
  readonly #byParent = new Map<string, Live[]>();

  /** `parentField`: for a kind with a parent, the field that holds the parent's id. */
  constructor(observation: Observation, parentField: (type: string) => string | undefined) {
    for (const [type, { objects }] of observation) {
      const field = parentField(type);
      this.#byType.set(type, objects);
      for (const live of objects) {
        this.#byId.set(`${type}/${live.id}`, live);
        if (live.name !== undefined) append(this.#byName, `${type}/${live.name}`, live);
        if (field !== undefined) {
          append(this.#byParent, `${type}/${String((live.spec as Record<string, unknown>)[field])}`, live);
        }
      }
    }
  }

  withId(type: string, id: string): Live | undefined {
    return this.#byId.get(`${type}/${id}`);
  }

  named(type: string, name: string): readonly Live[] {
    return this.#byName.get(`${type}/${name}`) ?? [];
  }

  /** Every object of the kind that was listed. */
  all(type: string): readonly Live[] {
    return this.#byType.get(type) ?? [];
  }

  /** Objects of `childType` that sit under the parent with this id. */
  under(childType: string, parentId: string): readonly Live[] {
    return this.#byParent.get(`${childType}/${parentId}`) ?? [];
  }
}

function append(map: Map<string, Live[]>, key: string, live: Live): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [live]);
  else there.push(live);
}
