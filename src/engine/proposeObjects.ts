import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker } from '../model/marker.ts';
import { fits } from './fits.ts';

/** What a declared address may be bound to, for a person to decide: nothing here is proof. */
export interface Proposal {
  readonly address: Address;
  readonly type: string;
  readonly desired: Desired;
  /** The likeliest first. */
  readonly candidates: readonly Live[];
  /** Why the first candidate is likelier than all others. Absent: nothing tells them apart. */
  readonly because?: ProposalReason;
}

/**
 * `only`: it alone is as declared, and as no other address. `name`: the name ends as the id does, which is how `export`
 * tells keys of one note apart. `marked`: it carries the marker, and so do others.
 */
export type ProposalReason = 'only' | 'name' | 'marked';

/** For each address the objects that it may be, where one is as declared; else those that are like it in some text. */
export function proposeObjects(
  kind: AnyKind,
  declared: readonly Desired[],
  free: readonly Live[],
): readonly Proposal[] {
  const exact = new Map<Desired, readonly Live[]>();
  const claims = new Map<Live, number>();
  for (const desired of declared) {
    const marked = free.filter(({ tag, marker }) => tag !== undefined && marker === makeMarker(desired.name, tag));
    // What carries a marker of another name was made for that one.
    const alike = free.filter((live) => live.tag === undefined && fits(kind, desired.spec as JsonObject, live));
    const found = [...marked, ...alike];
    exact.set(desired, found);
    for (const live of found) claims.set(live, (claims.get(live) ?? 0) + 1);
  }
  const settled = new Map<Desired, Proposal>();
  const spokenFor = new Set<Live>();
  for (const desired of declared) {
    const proposal = likeliest(desired, exact.get(desired) ?? [], claims);
    if (proposal?.because === undefined) continue;
    settled.set(desired, proposal);
    const [first] = proposal.candidates;
    if (first !== undefined) spokenFor.add(first);
  }
  return declared.map((desired) => {
    const found = settled.get(desired);
    if (found !== undefined) return found;
    const { address, type } = desired;
    const left = (exact.get(desired) ?? []).filter((live) => !spokenFor.has(live));
    // Edited in the console since: a text that is the same still tells.
    const candidates =
      left.length > 0
        ? left
        : free.filter((live) => !spokenFor.has(live) && live.tag === undefined && sharesText(desired, live));
    return { address, type, desired, candidates };
  });
}

function likeliest(desired: Desired, found: readonly Live[], claims: ReadonlyMap<Live, number>): Proposal | undefined {
  const { address, type } = desired;
  const [only, other] = found;
  if (only === undefined) return undefined;
  if (other === undefined && claims.get(only) === 1)
    return { address, type, desired, candidates: found, because: 'only' };
  const [named, second] = found.filter(({ id }) => desired.name.endsWith(`-${tailOf(id)}`));
  if (named !== undefined && second === undefined) {
    return { address, type, desired, candidates: [named, ...found.filter((live) => live !== named)], because: 'name' };
  }
  if (only.tag !== undefined) return { address, type, desired, candidates: found, because: 'marked' };
  return undefined;
}

function tailOf(id: string): string {
  return id.slice(-4).toLowerCase();
}

/** Some text that both show is the same, and says something. */
function sharesText({ spec }: Desired, live: Live): boolean {
  const shown = live.spec as JsonObject;
  return Object.entries(spec as JsonObject).some(
    ([field, value]) => typeof value === 'string' && value !== '' && shown[field] === value,
  );
}
