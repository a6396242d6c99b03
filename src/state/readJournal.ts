import type { State } from '../model/state.ts';
import { decodeLine } from './journalLine.ts';
import type { JournalRecord } from './journalRecord.ts';

/** Where a journal stands: what the next line has to know. */
export interface JournalHead {
  readonly serial: number;
  /** Digest of the last line that counts, or of the snapshot. */
  readonly digest: string;
  /** Its length in bytes, with what does not count. */
  readonly size: number;
  /** The last byte ends no line: it was cut short, and what comes next begins with a line feed. */
  readonly torn: boolean;
}

export type ReadJournal =
  | { readonly status: 'ok'; readonly head: JournalHead; readonly records: readonly JournalRecord[] }
  | { readonly status: 'newer'; readonly version: number }
  | { readonly status: 'corrupt'; readonly problem: string };

const LINE_FEED = 0x0a;

/**
 * What the journal of a snapshot adds to it. A line counts if it stands where its writer meant to put it, and follows the
 * one before. Of the others there are two harmless sorts: what was cut short and never acknowledged, and what a writer
 * wrote that was beaten to its place. Everything else means that lines are missing, or were changed: the journal is corrupt.
 */
export function readJournal(bytes: Buffer, snapshot: Pick<State, 'lineage' | 'serial'>, digest: string): ReadJournal {
  let head = { serial: snapshot.serial, digest };
  const records: JournalRecord[] = [];
  const corrupt = (at: number, problem: string): ReadJournal => ({
    status: 'corrupt',
    problem: `${problem}, at byte ${at} of its journal`,
  });
  let at = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; at = end + 1, end = bytes.indexOf(LINE_FEED, at)) {
    const decoded = decodeLine(bytes.toString('utf8', at, end));
    if (decoded.status === 'torn') continue;
    if (decoded.status === 'newer') return decoded;
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
      continue;
    }
    const wasBeaten = line.at < at && line.serial <= head.serial;
    if (!wasBeaten || line.lineage !== snapshot.lineage) {
      return corrupt(at, `serial ${line.serial} does not follow serial ${head.serial}`);
    }
  }
  return { status: 'ok', head: { ...head, size: bytes.length, torn: at < bytes.length }, records };
}
