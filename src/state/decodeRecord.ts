import { decodeAddress, decodeBinding, decodeIntent, decodeUnremovable } from './decodeState.ts';
import { decodeCount, decodeMap, decodeObject, decodeText, DecodingProblem } from './decoding.ts';
import type { JournalRecord } from './journalRecord.ts';

/** One record of a journal. Throws `DecodingProblem` for what no version has written. */
export function decodeRecord(value: unknown, at: string): JournalRecord {
  const op = decodeMap(value, at).op as JournalRecord['op'];
  const members = <K extends string>(...names: readonly K[]): Readonly<Partial<Record<K | 'op', unknown>>> =>
    decodeObject(
      value,
      at,
      Object.fromEntries(['op', ...names].map((name) => [name, 'required'])) as Record<K | 'op', 'required'>,
    );
  switch (op) {
    case 'bind': {
      const { address, binding } = members('address', 'binding');
      return { op, address: decodeAddress(address, `${at}.address`), binding: decodeBinding(binding, `${at}.binding`) };
    }
    case 'unbind':
      return { op, address: decodeAddress(members('address').address, `${at}.address`) };
    case 'rename': {
      const { from, to } = members('from', 'to');
      return { op, from: decodeAddress(from, `${at}.from`), to: decodeAddress(to, `${at}.to`) };
    }
    case 'intend':
      return { op, intent: decodeIntent(members('intent').intent, `${at}.intent`) };
    case 'settle':
    case 'free':
      return { op, seq: decodeCount(members('seq').seq, `${at}.seq`) };
    case 'made': {
      const { seq, id } = members('seq', 'id');
      return { op, seq: decodeCount(seq, `${at}.seq`), id: decodeText(id, `${at}.id`) };
    }
    case 'unremovable':
      return { op, object: decodeUnremovable(members('object').object, `${at}.object`) };
    default:
      op satisfies never;
      throw new DecodingProblem(`${at} has an op that no version has written`);
  }
}
