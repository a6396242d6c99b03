import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { Diagnostic, Severity, SourceRef } from '../model/diagnostic.ts';
import type { Hazard } from '../model/hazard.ts';
import type { Live } from '../model/live.ts';
import { ObjectMap } from '../model/objectMap.ts';
import type { Rebinding, Unverified } from '../model/plan.ts';

/** Objects that a plan must see before it can be made: children of one kind under these parents. */
export interface LookUnder {
  readonly type: string;
  readonly parents: readonly Live[];
}

/** What a rule has to say. `source` undefined: nothing in the manifest speaks of it. */
export type Finding = Omit<Diagnostic, 'severity' | 'source'> & { readonly source?: SourceRef | undefined };

/** A plan in the making: the rules add to it, each in its turn. */
export class Draft {
  readonly changes = new Map<Address, Change>();
  readonly diagnostics: Diagnostic[] = [];
  readonly rebindings: Rebinding[] = [];
  readonly unverified: Unverified[] = [];
  /** The address of the declared resource that each object was matched with. */
  readonly matched = new ObjectMap<Address>();
  /** Live object of each declared resource that was found. */
  readonly found = new Map<Address, Live>();
  /** What is not planned, and the address of the open create that it waits for. */
  readonly held = new Map<Address, Address>();
  /** Bound, wanted by nothing, and away for long enough to be let go of. */
  readonly gone: Address[] = [];
  unchanged = 0;
  readonly #wanted = new Map<string, Map<string, Live>>();

  add(change: Change): void {
    this.changes.set(change.address, change);
  }

  addHazard(address: Address, hazard: Hazard): void {
    this.#amend(address, ({ hazards }) => ({ hazards: [...hazards, hazard] }));
  }

  setLosing(address: Address, losing: readonly string[]): void {
    this.#amend(address, () => ({ losing }));
  }

  error(finding: Finding): void {
    this.#say('error', finding);
  }

  warn(finding: Finding): void {
    this.#say('warning', finding);
  }

  #say(severity: Severity, { source, ...finding }: Finding): void {
    this.diagnostics.push({ severity, ...finding, ...(source === undefined ? {} : { source }) });
  }

  /** Removes and returns those that are meant. */
  takeDiagnostics(meant: (diagnostic: Diagnostic) => boolean): readonly Diagnostic[] {
    const taken = this.diagnostics.filter(meant);
    retain(this.diagnostics, (diagnostic) => !meant(diagnostic));
    return taken;
  }

  /** Drops what would only be noted in the state, of addresses that are not meant. */
  keepNotes(meant: (address: Address) => boolean): void {
    retain(this.rebindings, ({ address }) => meant(address));
    retain(this.gone, meant);
  }

  #amend(address: Address, amendment: (change: Change) => Partial<Change>): void {
    const change = this.changes.get(address);
    if (change !== undefined) this.changes.set(address, { ...change, ...amendment(change) });
  }

  want(childType: string, parent: Live): void {
    const parents = this.#wanted.get(childType) ?? new Map<string, Live>();
    parents.set(parent.id, parent);
    this.#wanted.set(childType, parents);
  }

  /** What was wanted and not yet looked at. */
  missing(looked: (childType: string, parentId: string) => boolean): readonly LookUnder[] {
    const missing: LookUnder[] = [];
    for (const [type, parents] of this.#wanted) {
      const unseen = [...parents.values()].filter((parent) => !looked(type, parent.id));
      if (unseen.length > 0) missing.push({ type, parents: unseen });
    }
    return missing;
  }
}

function retain<T>(items: T[], kept: (item: T) => boolean): void {
  const rest = items.filter(kept);
  items.length = 0;
  for (const item of rest) items.push(item);
}
