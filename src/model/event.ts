import type { Address } from './address.ts';
import type { ChangeAction } from './change.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Failure } from './outcome.ts';
import type { Step } from './step.ts';

/** What happens while the engine works, as data: progress lines, `--json` and tests are views of these. */
export type EngineEvent =
  | { readonly type: 'listing'; readonly kinds: readonly string[] }
  | { readonly type: 'listed'; readonly kind: string; readonly count: number; readonly ms: number }
  | { readonly type: 'checking'; readonly kind: string; readonly count: number }
  /**
   * Waits, `ms` milliseconds, before it looks once more for what creates with a lost answer have made. `denied`: those of
   * them that were answered "too many requests", and are sent again as soon as it is certain that they made nothing.
   */
  | {
      readonly type: 'settling';
      readonly addresses: readonly Address[];
      readonly denied?: readonly Address[];
      readonly ms: number;
    }
  | { readonly type: 'apply_started'; readonly steps: number }
  | {
      readonly type: 'step_started';
      readonly step: string;
      readonly op: Step['op'];
      readonly addresses: readonly Address[];
      readonly action: ChangeAction;
    }
  | {
      readonly type: 'step_done';
      readonly step: string;
      readonly addresses: readonly Address[];
      readonly action: ChangeAction;
      readonly ms: number;
      /** A removal that the service refused for good: the object was left in place. */
      readonly kept?: true;
      /** Position among all steps, from 1. */
      readonly finished: number;
    }
  | {
      readonly type: 'step_failed';
      readonly step: string;
      readonly addresses: readonly Address[];
      readonly action: ChangeAction;
      readonly outcome: Failure['status'];
      readonly diagnostic: Diagnostic;
      readonly finished: number;
    }
  | {
      readonly type: 'step_skipped';
      readonly step: string;
      readonly addresses: readonly Address[];
      /** The failed step that it waited for, or `interrupted`. */
      readonly because: string;
      readonly finished: number;
    }
  /**
   * A step that was started waits `ms` milliseconds: `behind`, before it looks again at the list of `kind`, which does
   * not show yet what was done; `denied`, before a call of `kind` is sent again that was answered "too many requests".
   */
  | {
      readonly type: 'waiting';
      readonly addresses: readonly Address[];
      readonly because: 'behind' | 'denied';
      readonly kind: string;
      readonly ms: number;
    }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  /**
   * The steps are over, and a kind is listed once more, to see whether one of its calls was carried out twice; after
   * `ms` milliseconds, where the list before did not show all that was done.
   */
  | { readonly type: 'auditing'; readonly kind: string; readonly ms: number }
  | { readonly type: 'apply_finished'; readonly summary: ApplySummary };

export interface ApplySummary {
  /** By action, changes whose every step succeeded. */
  readonly done: Readonly<Record<ChangeAction, number>>;
  readonly failed: number;
  readonly unknown: number;
  readonly skipped: number;
  /** Removals that the service refused for good: left in place, and counted nowhere else. */
  readonly kept: number;
  /** Replacements whose new object was made while the old one is not known to be gone: `failed`, `kept` and `skipped` count them too. */
  readonly halfReplaced: number;
  /** Objects that seem to have been bought beside the one that was wanted. */
  readonly doubled: number;
  readonly interrupted: boolean;
}

export type Emit = (event: EngineEvent) => void;
