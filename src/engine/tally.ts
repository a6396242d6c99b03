import type { Address } from '../model/address.ts';
import type { Change, ChangeAction } from '../model/change.ts';
import type { ChangeOutcome } from '../model/changeOutcome.ts';
import type { ApplySummary } from '../model/event.ts';
import type { Step } from '../model/step.ts';

const RANK: Readonly<Record<ChangeOutcome, number>> = { done: 0, kept: 1, skipped: 2, failed: 3, unknown: 4 };

/** Results of steps, told by change: a change is done when all its steps are, and its worst step names it. */
export class Tally {
  readonly #results = new Map<
    string,
    { readonly address: Address; readonly op: Step['op']; readonly result: ChangeOutcome }
  >();

  /** The last word on a step: a later one takes the place of an earlier one. */
  set({ id, op }: Pick<Step, 'id' | 'op'>, address: Address, result: ChangeOutcome): void {
    this.#results.set(`${id}\n${address}`, { address, op, result });
  }

  /** What became of each of the changes. One whose steps never came up was skipped. */
  outcomes(changes: readonly Change[]): ReadonlyMap<Address, ChangeOutcome> {
    const worst = new Map<Address, ChangeOutcome>();
    for (const { address, result } of this.#results.values()) {
      const before = worst.get(address);
      if (before === undefined || RANK[result] > RANK[before]) worst.set(address, result);
    }
    return new Map(changes.map(({ address }) => [address, worst.get(address) ?? 'skipped']));
  }

  /** Replacements that made the new object and did not come to their end: it is there, and billed, beside the old one. */
  halfReplaced(changes: readonly Change[]): ReadonlySet<Address> {
    const outcomes = this.outcomes(changes);
    const put = new Set<Address>();
    for (const { address, op, result } of this.#results.values())
      if (op === 'put' && result === 'done') put.add(address);
    const half = changes.filter(
      ({ address, action, heir }) =>
        action === 'replace' && heir === undefined && put.has(address) && outcomes.get(address) !== 'done',
    );
    return new Set(half.map(({ address }) => address));
  }

  /** A change with an unknown outcome counts as failed: `rest.unknown` counts creates that are still open. */
  summary(changes: readonly Change[], rest: Pick<ApplySummary, 'unknown' | 'doubled' | 'interrupted'>): ApplySummary {
    const outcomes = this.outcomes(changes);
    const done: Record<ChangeAction, number> = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
    const count = { failed: 0, skipped: 0, kept: 0 };
    for (const { address, action } of changes) {
      const result = outcomes.get(address);
      if (result === 'done') done[action] += 1;
      else if (result !== undefined) count[result === 'unknown' ? 'failed' : result] += 1;
    }
    return { done, ...count, halfReplaced: this.halfReplaced(changes).size, ...rest };
  }
}
