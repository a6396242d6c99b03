import type { FileHandle } from 'node:fs/promises';
import type { State } from '../model/state.ts';
import { applyRecords } from '../model/stateRecord.ts';
import { decodeState } from './decodeState.ts';
import { errno } from './errno.ts';
import { isUnwritten, markAt, markOf, type FileMark } from './fileMark.ts';
import { digestOf } from './journalLine.ts';
import { journalPath, journalSerials } from './journalName.ts';
import { readJournal, type JournalHead } from './readJournal.ts';
import { NOT_REGULAR, openRegular } from './openRegular.ts';
import { readIfThere } from './readIfThere.ts';
import { realFile } from './realFile.ts';
import type { StateTrouble } from './stateFailure.ts';

/** What the files of a state hold. */
export interface StoredState {
  /** With what the journal adds. */
  readonly state: State;
  /** The file itself, every link followed. */
  readonly path: string;
  readonly mark: FileMark;
  readonly journal: { readonly path: string; readonly head: JournalHead };
}

interface Snapshot {
  readonly bytes: Buffer;
  readonly state: State;
  readonly digest: string;
}

/** A file that others keep replacing while it is read is given up after so many times. */
const MOST_TRIES = 100;

/** Reads a state file and its journal, as they stood at one moment. The same bytes are decoded once. */
export class StateReader {
  readonly #path: string;
  readonly #account: string;
  readonly #fail: (trouble: StateTrouble) => never;
  #snapshot: Snapshot | undefined;
  #journal:
    { readonly bytes: Buffer; readonly of: Snapshot; readonly state: State; readonly head: JournalHead } | undefined;

  constructor(path: string, account: string, fail: (trouble: StateTrouble) => never) {
    this.#path = path;
    this.#account = account;
    this.#fail = fail;
  }

  /** Undefined: there is no such file. Throws what `fail` makes of a damaged one, and the system's errors. */
  async load(): Promise<StoredState | undefined> {
    for (let tries = 1; ; tries += 1) {
      let handle: FileHandle;
      try {
        handle = await openRegular(this.#path);
      } catch (error) {
        if (errno(error) !== 'ENOENT') throw error;
        await this.#expectNoJournal();
        return undefined;
      }
      try {
        const found = await this.#read(handle);
        if (found !== 'replaced') return found;
        const state = this.#snapshot?.state;
        if (tries === MOST_TRIES && state !== undefined)
          this.#fail({ code: 'state-conflict', base: state, stored: state });
      } finally {
        await handle.close();
      }
    }
  }

  /** What was written a moment ago need not be decoded. */
  wrote(text: string, state: State): void {
    const bytes = Buffer.from(text);
    this.#snapshot = { bytes, state, digest: digestOf(bytes) };
  }

  /** The file stays open, so that its number is no one else's while the rest is read. */
  async #read(handle: FileHandle): Promise<StoredState | 'replaced'> {
    const mark = await markOf(handle);
    const snapshot = this.#decode(await handle.readFile());
    const path = await realFile(this.#path);
    const journal = journalPath(path, snapshot.state.serial);
    const bytes = await this.#journalBytes(journal);
    const serials = bytes === undefined ? await journalSerials(path) : [];
    if (!isUnwritten(mark, await markAt(this.#path))) return 'replaced';
    const later = serials.find((serial) => serial > snapshot.state.serial);
    if (later !== undefined) this.#fail({ code: 'state-journal', journal: journalPath(path, later) });
    return { ...this.#withJournal(snapshot, bytes ?? Buffer.alloc(0), journal), path, mark };
  }

  /** Undefined: there is no such file. */
  async #journalBytes(path: string): Promise<Buffer | undefined> {
    try {
      return await readIfThere(path);
    } catch (error) {
      if (errno(error) === NOT_REGULAR)
        this.#fail({ code: 'state-read-failed', errno: `its journal is ${NOT_REGULAR}` });
      throw error;
    }
  }

  #decode(bytes: Buffer): Snapshot {
    if (this.#snapshot?.bytes.equals(bytes) === true) return this.#snapshot;
    const text = decodeUtf8(bytes);
    if (text === undefined) return this.#fail({ code: 'state-corrupt', problem: 'it is not UTF-8 text' });
    const decoded = decodeState(text);
    if (decoded.status === 'newer') return this.#fail({ code: 'state-newer', version: decoded.version });
    if (decoded.status === 'corrupt') return this.#fail({ code: 'state-corrupt', problem: decoded.problem });
    const { state } = decoded;
    if (state.account !== this.#account) {
      return this.#fail({ code: 'state-account', found: state.account, expected: this.#account });
    }
    this.#snapshot = { bytes, state, digest: digestOf(bytes) };
    return this.#snapshot;
  }

  #withJournal(snapshot: Snapshot, bytes: Buffer, path: string): Pick<StoredState, 'state' | 'journal'> {
    if (this.#journal?.of !== snapshot || !this.#journal.bytes.equals(bytes)) {
      const read = readJournal(bytes, snapshot.state, snapshot.digest);
      if (read.status === 'newer') return this.#fail({ code: 'state-newer', version: read.version });
      if (read.status === 'corrupt') return this.#fail({ code: 'state-corrupt', problem: read.problem });
      const { head, records } = read;
      const state =
        records.length === 0 && head.serial === snapshot.state.serial
          ? snapshot.state
          : { ...applyRecords(snapshot.state, records), serial: head.serial };
      this.#journal = { bytes, of: snapshot, state, head };
    }
    const { state, head } = this.#journal;
    return { state, journal: { path, head } };
  }

  /** Without its snapshot a journal means nothing, and it holds what was bought. */
  async #expectNoJournal(): Promise<void> {
    let path: string;
    let serials: readonly number[];
    try {
      path = await realFile(this.#path);
      serials = await journalSerials(path);
    } catch (error) {
      if (errno(error) === 'ENOENT') return;
      throw error;
    }
    const [serial] = serials;
    // The file may have come since.
    if (serial === undefined || (await markAt(path)) !== undefined) return;
    this.#fail({ code: 'state-journal', journal: journalPath(path, serial) });
  }
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
