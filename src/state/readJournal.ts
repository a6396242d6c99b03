import type { State } from '../model/state.ts';
import { decodeLine, LINE_FEED, type DecodedLine } from './journalLine.ts';
import type { JournalRecord } from './journalRecord.ts';

/** Where a journal stands: what the next line has to know. */
export interface JournalHead {
  readonly serial: number;
  /** Digest of the last line that counts, or of the snapshot. */
  readonly digest: string;
  /** Its length in bytes, with what does not count. */
  readonly size: number;
  /** The last byte ends no line: a write was cut short. Nothing is added to it any more; a new snapshot is due. */
  readonly torn: boolean;
}

export type ReadJournal =
  | { readonly status: 'ok'; readonly head: JournalHead; readonly records: readonly JournalRecord[] }
  | { readonly status: 'newer'; readonly version: number }
  | { readonly status: 'corrupt'; readonly problem: string };

/** So many zeros in place of the end of a line are taken for a write that the power cut short: a page. */
const MOST_ZEROS = 4096;

/**
 * What the journal of a snapshot adds to it. A line counts if it stands where its writer meant to put it, and follows the
 * one before. A line that a writer wrote who was beaten to its place is passed over. Whatever ends in a line feed was
 * written whole, and may have been acknowledged: if it is not what its digest says, or anything is missing, the journal is
 * corrupt. Only the rest after the last line feed may be what is left of a write that no one was told of (`isCutShort`).
 */
export function readJournal(bytes: Buffer, snapshot: Pick<State, 'lineage' | 'serial'>, digest: string): ReadJournal {
  let head = { serial: snapshot.serial, digest };
  const records: JournalRecord[] = [];
  const corrupt = (at: number, problem: string): ReadJournal => ({
    status: 'corrupt',
    problem: `${problem}, at byte ${at} of its journal`,
  });
  const read = (decoded: DecodedLine, at: number): ReadJournal | undefined => {
    if (decoded.status === 'newer') return decoded;
    if (decoded.status === 'spoilt') return corrupt(at, 'a line is not what its digest says');
    if (decoded.status === 'corrupt') return corrupt(at, decoded.problem);
    const { line } = decoded;
    const isNext =
      line.at === at &&
      line.lineage === snapshot.lineage &&
      line.after === head.digest &&
      line.serial === head.serial + 1;
    if (isNext) {
      head = { serial: line.serial, digest: decoded.digest };
      // Not spread into the arguments of `push`: the opening write of a large run holds very many.
      for (const record of line.records) records.push(record);
      return undefined;
    }
    const wasBeaten = line.at < at && line.serial <= head.serial;
    if (wasBeaten && line.lineage === snapshot.lineage) return undefined;
    return corrupt(at, `serial ${line.serial} does not follow serial ${head.serial}`);
  };

  let at = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; at = end + 1, end = bytes.indexOf(LINE_FEED, at)) {
    const problem = read(decodeLine(bytes.toString('utf8', at, end)), at);
    if (problem !== undefined) return problem;
  }
  const torn = at < bytes.length;
  if (torn) {
    // Whole but for its line feed: what it says is true, whether or not anyone was told.
    const last = decodeLine(bytes.toString('utf8', at));
    const problem = last.status === 'spoilt' ? undefined : read(last, at);
    if (problem !== undefined) return problem;
    if (last.status === 'spoilt' && !isCutShort(bytes, at))
      return corrupt(at, 'what stands there is no part of a line');
  }
  return { status: 'ok', head: { ...head, size: bytes.length, torn }, records };
}

/**
 * What is left of a write that was cut short: the beginning of a line, and, where the file had grown already and its last
 * page was not written, zeros. No text of a line holds a zero. Zeros from the first byte on are no such thing: whole lines
 * may have stood there.
 */
function isCutShort(bytes: Buffer, at: number): boolean {
  const zeros = bytes.indexOf(0, at);
  if (zeros < 0) return true;
  return zeros > 0 && bytes.length - zeros <= MOST_ZEROS && bytes.subarray(zeros).every((byte) => byte === 0);
}
