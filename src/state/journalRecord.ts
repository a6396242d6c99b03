import type { StateRecord } from '../model/stateRecord.ts';

/** The records of which a run writes very many. The others are rare, and make a new snapshot. */
export type JournalRecord = Exclude<StateRecord, { readonly op: 'replace' | 'spend' }>;

export function isJournalled(records: readonly StateRecord[]): records is readonly JournalRecord[] {
  return records.every(({ op }) => op !== 'replace' && op !== 'spend');
}
