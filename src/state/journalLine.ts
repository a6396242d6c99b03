import { createHash } from 'node:crypto';
import { decodeRecord } from './decodeRecord.ts';
import { decodeArray, decodeCount, decodeMap, decodeText, DecodingProblem, parseJson } from './decoding.ts';
import { encodeRecord } from './encodeRecord.ts';
import type { JournalRecord } from './journalRecord.ts';

/** The format of lines that this program reads and writes. */
const VERSION = 1;

/** What ends a line in its file. */
export const LINE_FEED = 0x0a;

/** One line of a journal: one write of the state. */
export interface JournalLine {
  /** The byte of the file at which its writer put it: on any other, a faster writer had come between. */
  readonly at: number;
  /** The serial that the state has with it. */
  readonly serial: number;
  readonly lineage: string;
  /** Digest of the line before that counts, or of the snapshot: a chain that cannot lose a link unseen. */
  readonly after: string;
  /** Tells apart two writers that write the same at the same moment. */
  readonly by: string;
  readonly records: readonly JournalRecord[];
}

export type DecodedLine =
  | { readonly status: 'ok'; readonly line: JournalLine; readonly digest: string }
  /** Its digest is not that of its text: it was cut short, or changed. */
  | { readonly status: 'spoilt' }
  | { readonly status: 'newer'; readonly version: number }
  | { readonly status: 'corrupt'; readonly problem: string };

/** A line without its line feed: the digest of the JSON text, a blank, the text. */
export function encodeLine(line: JournalLine): { readonly text: string; readonly digest: string } {
  const { at, serial, lineage, after, by, records } = line;
  const root = { version: VERSION, at, serial, lineage, after, by, records: records.map(encodeRecord) };
  const json = JSON.stringify(root);
  const digest = digestOf(json);
  return { text: `${digest} ${json}`, digest };
}

export function decodeLine(text: string): DecodedLine {
  const blank = text.indexOf(' ');
  const digest = text.slice(0, blank);
  const json = text.slice(blank + 1);
  if (blank < 0 || digest !== digestOf(json)) return { status: 'spoilt' };
  try {
    const root = decodeMap(parseJson(json), 'a line');
    const version = decodeCount(root.version, 'version');
    if (version > VERSION) return { status: 'newer', version };
    const { at, serial, lineage, after, by, records } = root;
    const line: JournalLine = {
      at: decodeCount(at, 'at'),
      serial: decodeCount(serial, 'serial'),
      lineage: decodeText(lineage, 'lineage'),
      after: decodeText(after, 'after'),
      by: decodeText(by, 'by'),
      records: decodeArray(records, 'records').map((record, i) => decodeRecord(record, `records[${i}]`)),
    };
    return { status: 'ok', line, digest };
  } catch (error) {
    if (error instanceof DecodingProblem) return { status: 'corrupt', problem: error.message };
    throw error;
  }
}

/** Enough of SHA-256 that no two texts ever share it by chance. */
export function digestOf(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 32);
}
