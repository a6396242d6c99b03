import type { Address } from '../model/address.ts';
import type { Change, ChangeAction } from '../model/change.ts';
import type { ApplySummary } from '../model/event.ts';

/** What became of a change, the best first. */
export type Result = 'done' | 'kept' | 'skipped' | 'failed';

const RANK: Readonly<Record<Result, number>> = { done: 0, kept: 1, skipped: 2, failed: 3 };

/** Results of steps, told by change: a change is done when all its steps are, and its worst step names it. */
export class Tally {
  readonly #results = new Map<string, { readonly address: Address; readonly result: Result }>();

  /** The last word on a step: a later one takes the place of an earlier one. */
  set(step: string, address: Address, result: Result): void {
    this.#results.set(`${step}\n${address}`, { address, result });
  }

  /** Changes whose steps never came up were skipped. */
  summary(changes: readonly Change[], rest: Pick<ApplySummary, 'unknown' | 'doubled' | 'interrupted'>): ApplySummary {
    const worst = new Map<Address, Result>();
    for (const { address, result } of this.#results.values()) {
      const before = worst.get(address);
      if (before === undefined || RANK[result] > RANK[before]) worst.set(address, result);
    }
    const done: Record<ChangeAction, number> = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
    const count: Record<Exclude<Result, 'done'>, number> = { failed: 0, skipped: 0, kept: 0 };
    for (const { address, action } of changes) {
      const result = worst.get(address) ?? 'skipped';
      if (result === 'done') done[action] += 1;
      else count[result] += 1;
    }
    return { done, ...count, ...rest };
  }
}
