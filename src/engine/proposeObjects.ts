import type { Address } from '../model/address.ts';
import type { Desired } from '../model/desired.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { makeMarker } from '../model/marker.ts';
import { fits } from '../planner/fits.ts';

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
 * tells keys of one note apart. `marked`: it carries the marker, but so do others, or the marker may name another, too.
 */
export type ProposalReason = 'only' | 'name' | 'marked';

/** For each address the objects that it may be, where one is as declared; else those that are like it in some text. */
export function proposeObjects(
  kind: AnyKind,
  declared: readonly Desired[],
  free: readonly Live[],
): readonly Proposal[] {
  const exact = new Map(declared.map((desired) => [desired, exactly(kind, desired, free)]));
  const settled = new Map<Desired, Proposal>();
  const spokenFor = new Set<Live>();
  // What one address speaks for is no candidate of another, which may leave that one a single candidate.
  for (let before = -1; before < settled.size;) {
    before = settled.size;
    const open = declared.filter((desired) => !settled.has(desired));
    const left = new Map(open.map((desired) => [desired, (exact.get(desired) ?? []).filter((l) => !spokenFor.has(l))]));
    const claims = new Map<Live, number>();
    for (const found of left.values()) for (const live of found) claims.set(live, (claims.get(live) ?? 0) + 1);
    for (const [desired, found] of left) {
      const proposal = likeliest(
        desired,
        found.filter((live) => !spokenFor.has(live)),
        claims,
      );
      const [first] = proposal?.candidates ?? [];
      if (proposal === undefined || first === undefined) continue;
      settled.set(desired, proposal);
      // A marker that is not proof leaves its object to whoever else it may name.
      if (proposal.because !== 'marked') spokenFor.add(first);
    }
  }
  return declared.map((desired) => {
    const found = settled.get(desired);
    if (found !== undefined) return found;
    const { address, type } = desired;
    const left = (exact.get(desired) ?? []).filter((live) => !spokenFor.has(live));
    // Edited in the console since: a text that is the same still tells.
    const alike = (live: Live): boolean => !spokenFor.has(live) && live.tag === undefined && sharesText(desired, live);
    return { address, type, desired, candidates: left.length > 0 ? left : free.filter(alike) };
  });
}

/** The objects that are as declared; those that show no further text rather than any others. */
function exactly(kind: AnyKind, desired: Desired, free: readonly Live[]): readonly Live[] {
  // What carries a marker of another name was made for that one.
  const marked = free.filter(({ tag, marker }) => tag !== undefined && marker === makeMarker(desired.name, tag));
  if (marked.length > 0) return marked;
  const spec = desired.spec as JsonObject;
  const found = free.filter((live) => live.tag === undefined && fits(kind, spec, live));
  const silent = found.filter((live) =>
    Object.entries(live.spec as JsonObject).every(
      ([field, shown]) => shown === '' || typeof shown !== 'string' || Object.hasOwn(spec, field),
    ),
  );
  return silent.length > 0 ? silent : found;
}

function likeliest(desired: Desired, found: readonly Live[], claims: ReadonlyMap<Live, number>): Proposal | undefined {
  const { address, type } = desired;
  const [only, other] = found;
  if (only === undefined) return undefined;
  const settled = { address, type, desired };
  if (only.tag !== undefined) return { ...settled, candidates: found, because: 'marked' };
  if (other === undefined && claims.get(only) === 1) return { ...settled, candidates: found, because: 'only' };
  const [named, second] = found.filter(({ id }) => desired.name.endsWith(`-${tailOf(id)}`));
  if (named === undefined || second !== undefined) return undefined;
  return { ...settled, candidates: [named, ...found.filter((live) => live !== named)], because: 'name' };
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
