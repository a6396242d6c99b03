import type { LockInfo } from '../model/stateStore.ts';
import { decodeCount, decodeObject, decodeText, DecodingProblem, parseJson } from './decoding.ts';
import type { Shape } from './decoding.ts';
import type { ProcessIdentity } from './processIdentity.ts';

/** What a lock file holds: who has it, and what tells its process from a later one with the same number. */
export interface LockRecord extends LockInfo {
  /** Absent where the platform does not tell (no `/proc`). */
  readonly process?: ProcessIdentity;
}

export function encodeLockRecord(record: LockRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

const RECORD = {
  id: 'required',
  account: 'required',
  owner: 'required',
  host: 'required',
  pid: 'required',
  since: 'required',
  operation: 'required',
  process: 'optional',
} as const satisfies Shape<LockRecord>;

/** Undefined: not a lock that clnform wrote, or not the whole of it. */
export function decodeLockRecord(text: string): LockRecord | undefined {
  try {
    const lock = decodeObject(parseJson(text), 'the lock', RECORD);
    return {
      id: decodeText(lock.id, 'id'),
      account: decodeText(lock.account, 'account'),
      owner: decodeText(lock.owner, 'owner'),
      host: decodeText(lock.host, 'host'),
      pid: decodeCount(lock.pid, 'pid'),
      since: decodeCount(lock.since, 'since'),
      operation: decodeText(lock.operation, 'operation'),
      ...(lock.process !== undefined && { process: decodeProcess(lock.process) }),
    };
  } catch (error) {
    if (error instanceof DecodingProblem) return undefined;
    throw error;
  }
}

const PROCESS = {
  boot: 'required',
  namespace: 'required',
  started: 'required',
} as const satisfies Shape<ProcessIdentity>;

function decodeProcess(value: unknown): ProcessIdentity {
  const process = decodeObject(value, 'process', PROCESS);
  return {
    boot: decodeText(process.boot, 'boot'),
    namespace: decodeText(process.namespace, 'namespace'),
    started: decodeText(process.started, 'started'),
  };
}

/** The lock as the rest of the program knows it. */
export function lockInfo({ id, account, owner, host, pid, since, operation }: LockRecord): LockInfo {
  return { id, account, owner, host, pid, since, operation };
}
