import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/** What a family of endpoints is built on. */
export interface Calls {
  readonly read: Reader;
  readonly write: Writer;
}

/** One family of the `Api` port. */
export interface Family<Read, Write> {
  readonly read: Read;
  readonly write: Write;
}
