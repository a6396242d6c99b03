import { closeSync, openSync, writeSync } from 'node:fs';
import type { LedgerRecord } from './ledger.ts';

/** A ledger on disk, one JSON object a line. */
export interface LedgerFile {
  append(records: readonly LedgerRecord[]): void;
  close(): void;
}

/** Starts the file anew. Each append is written at once, so a reader sees it before the call is answered. */
export function openLedgerFile(path: string): LedgerFile {
  const file = openSync(path, 'w', 0o600);
  return {
    append: (records) => void writeSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join('')),
    close: () => closeSync(file),
  };
}
