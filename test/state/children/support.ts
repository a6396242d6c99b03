import { hostname } from 'node:os';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeAddress } from '../../../src/model/address.ts';
import type { State } from '../../../src/model/state.ts';
import { emptyState } from '../../../src/model/state.ts';
import type { StateRecord } from '../../../src/model/stateRecord.ts';
import { StateError } from '../../../src/model/stateStore.ts';
import type { StateStore } from '../../../src/model/stateStore.ts';
import type { System } from '../../../src/model/system.ts';
import { createFileStateStore, type FileStateStore } from '../../../src/state/fileStateStore.ts';

export const ACCOUNT = 'acme';
export const LINEAGE = 'test-lineage';

export const realSystem: System = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (ms) => {
    await sleep(ms);
  },
};

export function openStore(path: string, accountLock?: string): FileStateStore {
  const host = hostname();
  return createFileStateStore({
    path,
    account: ACCOUNT,
    system: realSystem,
    host,
    pid: process.pid,
    owner: `tester@${host}`,
    ...(accountLock === undefined ? {} : { accountLock }),
  });
}

export function bindRecord(name: string, note = ''): StateRecord {
  return {
    op: 'bind',
    address: makeAddress('thing', name),
    binding: { type: 'thing', id: `id-${name}`, applied: { note } },
  };
}

export async function readOrEmpty(store: StateStore): Promise<State> {
  return (await store.read()) ?? emptyState(ACCOUNT, LINEAGE);
}

export function codeOf(error: unknown): string {
  if (!(error instanceof StateError)) throw error;
  return error.diagnostic.code;
}
