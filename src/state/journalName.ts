import { readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { errno } from './errno.ts';

const ENDING = '.journal';

/**
 * The journal of a snapshot, beside it: `STATE.12.journal` goes on from serial 12. A new snapshot has a new journal, so that
 * a name is never used again, and what is left of an old one is told by its number.
 */
export function journalPath(path: string, serial: number): string {
  return `${path}.${serial}${ENDING}`;
}

/** The serials whose journals lie beside the file. */
export async function journalSerials(path: string): Promise<readonly number[]> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith(ENDING))
    .map((name) => name.slice(prefix.length, -ENDING.length))
    .filter((middle) => /^\d{1,15}$/.test(middle))
    .map(Number);
}

/** Removes the journals that the snapshot of this serial holds already: no one reads them, so that it is no harm if one stays. */
export async function removeOldJournals(path: string, serial: number): Promise<void> {
  try {
    for (const old of await journalSerials(path)) if (old < serial) await rm(journalPath(path, old), { force: true });
  } catch (error) {
    if (errno(error) === undefined) throw error;
  }
}
