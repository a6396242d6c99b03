import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { laterState } from '../model/laterState.ts';
import type { State } from '../model/state.ts';
import { isSameFile, isUnwritten, markAt, markOf } from './fileMark.ts';
import { decodeLine, encodeLine, LINE_FEED } from './journalLine.ts';
import type { JournalHead } from './readJournal.ts';
import { keepOwner, removeDrafts, syncFolder } from './swapFile.ts';
import type { StoredState } from './storedState.ts';
import type { JournalRecord } from './journalRecord.ts';

/**
 * Adds lines to the journal of a snapshot, each durable when it is acknowledged, at a cost that does not depend on what
 * the state holds.
 *
 * Of writers that know the same state, one succeeds, with no lock at all. Against another line: both are appended, the
 * first stands where it was meant to stand, and its writer alone finds it there. Against a new snapshot (`swapFile`): the
 * line is written, then every draft of a snapshot is deleted, then the snapshot is looked at. Who replaces it made a draft
 * before looking at the journal; so it either saw the line, or finds its draft gone, or was done before our look.
 */
export class JournalWriter {
  readonly #stored: StoredState;
  readonly #snapshot: FileHandle;
  readonly #log: JournalRecord[] = [];
  readonly #by = randomBytes(8).toString('hex');
  #journal: FileHandle | undefined;
  #head: JournalHead;

  private constructor(stored: StoredState, snapshot: FileHandle) {
    this.#stored = stored;
    this.#snapshot = snapshot;
    this.#head = stored.journal.head;
  }

  /** Undefined: the snapshot has been replaced since it was read. */
  static async open(stored: StoredState): Promise<JournalWriter | undefined> {
    const handle = await open(stored.path, 'r');
    let isKept = false;
    try {
      isKept = isUnwritten(stored.mark, await markOf(handle));
      return isKept ? new JournalWriter(stored, handle) : undefined;
    } finally {
      if (!isKept) await handle.close();
    }
  }

  /** The state that the next line goes on from. */
  isAt({ serial, lineage }: Pick<State, 'serial' | 'lineage'>): boolean {
    return serial === this.#head.serial && lineage === this.#stored.state.lineage;
  }

  /**
   * True: a new snapshot is due, since the journal holds more than half of what is to be read of this state, or ends in
   * what was cut short: what stands behind that could not be told from damage.
   */
  get isOver(): boolean {
    return this.#head.torn || this.#head.size > Math.max(SMALL, this.#stored.mark.size);
  }

  /** Something has been added to the snapshot. */
  get isInUse(): boolean {
    return this.#head.size > 0;
  }

  get state(): State {
    return laterState(this.#stored.state, this.#log, this.#head.serial);
  }

  /** The files are as this writer left them. Reads none of them. */
  async isCurrent(): Promise<boolean> {
    const [snapshot, journal] = await Promise.all([markAt(this.#stored.path), markAt(this.#stored.journal.path)]);
    if (!isUnwritten(this.#stored.mark, snapshot)) return false;
    if (this.#journal === undefined) return (journal?.size ?? 0) === this.#head.size;
    return journal?.size === this.#head.size && isSameFile(await markOf(this.#journal), journal);
  }

  /** `beaten`: someone else has written, and this line does not count. Throws the system's error; then nothing is known. */
  async append(records: readonly JournalRecord[]): Promise<'written' | 'beaten'> {
    const { serial, digest, size, torn } = this.#head;
    if (torn) throw new Error('a line was to be added to a journal that ends in half of one');
    const { lineage } = this.#stored.state;
    const line = { at: size, serial: serial + 1, lineage, after: digest, by: this.#by, records };
    const encoded = encodeLine(line);
    // What could not be read again must not be written: it would take the whole state with it.
    const reread = decodeLine(encoded.text);
    if (reread.status !== 'ok') throw new Error(`a line that cannot be read back: ${JSON.stringify(reread)}`);
    const bytes = Buffer.from(`${encoded.text}\n`);

    const isNew = this.#journal === undefined;
    const handle = (this.#journal ??= await this.#openJournal());
    if ((await markOf(handle)).size !== size) return 'beaten';
    await handle.appendFile(bytes);
    const [counts] = await Promise.all([this.#stands(handle, bytes, size), handle.datasync()]);
    if (isNew) await syncFolder(dirname(this.#stored.journal.path));
    if (counts === undefined) return 'beaten';
    this.#head = { serial: serial + 1, digest: encoded.digest, size: counts.size, torn: counts.torn };
    for (const record of records) this.#log.push(record);
    return 'written';
  }

  async close(): Promise<void> {
    await Promise.all([this.#snapshot.close(), this.#journal?.close()]);
  }

  async #openJournal(): Promise<FileHandle> {
    const handle = await open(this.#stored.journal.path, 'a+', 0o600);
    try {
      await handle.chmod(0o600);
      await keepOwner(handle, this.#stored.path);
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** How the journal goes on after the bytes that were just written at its end, if they count. */
  async #stands(
    handle: FileHandle,
    bytes: Buffer,
    at: number,
  ): Promise<{ readonly size: number; readonly torn: boolean } | undefined> {
    await removeDrafts(this.#stored.path);
    // Nobody will read the line: the journal of another snapshot has another name.
    if (!isUnwritten(this.#stored.mark, await markAt(this.#stored.path))) return undefined;
    const { size } = await markOf(handle);
    if (size === at + bytes.length) return { size, torn: false };
    const there = Buffer.alloc(bytes.length);
    await handle.read(there, 0, there.length, at);
    if (!there.equals(bytes)) return undefined;
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, size - 1);
    return { size, torn: last[0] !== LINE_FEED };
  }
}

/** A journal of so many bytes is never worth a new snapshot in the middle of a run. */
const SMALL = 256 * 1024;
