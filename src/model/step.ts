import type { Address } from './address.ts';

/**
 * What apply runs. Each changed resource has a `put` and a `remove` vertex, so a replacement has both. A kind that puts
 * many in one call has one step for all of them. `bind` and `forget` touch the state alone.
 */
export interface Step {
  /** `put imunify_key.web-eu`; unique in a plan. */
  readonly id: string;
  readonly op: 'put' | 'remove' | 'bind' | 'forget';
  readonly type: string;
  readonly addresses: readonly Address[];
  /** Ids of the steps that must have succeeded before. */
  readonly after: readonly string[];
}
