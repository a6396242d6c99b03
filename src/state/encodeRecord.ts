import { encodeBinding, encodeIntent, encodeUnremovable, type Encoded } from './encodeState.ts';
import type { JournalRecord } from './journalRecord.ts';

/** A record as it stands in a journal: plain data, ready for JSON. */
export function encodeRecord(record: JournalRecord): Encoded<JournalRecord> {
  switch (record.op) {
    case 'bind':
      return {
        op: record.op,
        address: record.address,
        binding: encodeBinding(record.binding),
      } as Encoded<JournalRecord>;
    case 'intend':
      return { op: record.op, intent: encodeIntent(record.intent) } as Encoded<JournalRecord>;
    case 'unremovable':
      return { op: record.op, object: encodeUnremovable(record.object) } as Encoded<JournalRecord>;
    case 'unbind':
    case 'rename':
    case 'settle':
    case 'free':
    case 'made':
      return record;
    default:
      return record satisfies never;
  }
}
