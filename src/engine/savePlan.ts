import type { Address } from '../model/address.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { LeftOut, Plan } from '../model/plan.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { shownId } from '../model/shownId.ts';
import type { Binding, State } from '../model/state.ts';
import { maskKey } from '../model/text.ts';

/** A short name for a text, the same for as long as the text is. */
export type Digest = (text: string) => string;

/** What of a plan goes into its file: all that apply needs, with the keys that it does not need masked. */
export function savePlan(
  plan: Plan,
  state: State,
  kinds: KindRegistry,
  digest: Digest,
  about: Omit<SavedPlan, 'bindings' | 'plan'>,
): SavedPlan {
  return {
    ...about,
    bindings: Object.fromEntries(reliedOn(plan).map((address) => [address, printOf(state, address, digest)])),
    plan: {
      ...plan,
      // That they stayed away is for the plan of the day to say.
      gone: [],
      openIntents: plan.openIntents.map((intent) => ({ ...intent, spec: {}, idsBefore: [] })),
      unremovable: plan.unremovable.map((object) => ({ ...object, id: shownId(kinds.get(object.type), object.id) })),
      leftOut: plan.leftOut.map((entry) => masked(entry, kinds)),
    },
  };
}

/** The addresses whose bindings a plan writes, moves or drops. */
export function reliedOn({ changes, rebindings }: Pick<Plan, 'changes' | 'rebindings'>): readonly Address[] {
  return [
    ...changes.flatMap(({ address, movedFrom }) => (movedFrom === undefined ? [address] : [address, movedFrom])),
    ...rebindings.map(({ address }) => address),
  ];
}

/** A fingerprint of a binding, null where there is none. */
export function printOf({ bindings }: State, address: Address, digest: Digest): string | null {
  const binding: Binding | undefined = bindings[address];
  if (binding === undefined) return null;
  return digest(JSON.stringify(ordered(binding as unknown as JsonObject)));
}

/** The address of an object that nothing declares may be its id, and that a licence key. */
function masked(whole: LeftOut, kinds: KindRegistry): LeftOut {
  const { id, ...entry } = whole;
  const type = entry.address.slice(0, entry.address.indexOf('.'));
  if (id === undefined || shownId(kinds.get(type), id) === id) return whole;
  const hide = (text: string): string => text.replaceAll(id, maskKey(id));
  return { ...entry, address: hide(entry.address) as Address, because: hide(entry.because) };
}

/** The order in which a state was written must not tell. */
function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => ordered(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, ordered(member)]));
}
