import type { Address } from './address.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Plan } from './plan.ts';

/**
 * A plan in a file: made and reviewed in one run, carried out in another, once. It spends money, so what it was made
 * from is in it, and each change is held against the account and the state again before anything is sent.
 */
export interface SavedPlan {
  /** Random: what the state remembers, so that it is not carried out twice. */
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly made: number;
  /** The version of clnform that made it. */
  readonly madeBy: string;
  /** The manifest's `single_writer`. */
  readonly singleWriter: boolean;
  /** For each address that the plan binds, moves or drops: a fingerprint of its binding, null where there was none. */
  readonly bindings: Readonly<Record<Address, string | null>>;
  /** What was said when it was made. */
  readonly warnings: readonly Diagnostic[];
  readonly plan: Plan;
}
