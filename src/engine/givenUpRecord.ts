import type { Intent } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';

/** Records that a call certainly made nothing. Without a marker there is nothing that the next create could take up again. */
export function givenUpRecord({ seq, marker }: Intent): StateRecord {
  return marker === undefined ? { op: 'settle', seq } : { op: 'free', seq };
}
