import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { System } from '../model/system.ts';
import { claimLock, dropLock, readLock } from './lockFile.ts';
import { lockName } from './lockName.ts';
import type { LockRecord } from './lockRecord.ts';
import { makeFolder } from './makeFolder.ts';
import { processIdentity } from './processIdentity.ts';
import { realFile } from './realFile.ts';
import type { StateTrouble } from './stateFailure.ts';

export interface AccountLocksOptions {
  /** The state file: a lock is beside it. */
  readonly path: string;
  readonly account: string;
  readonly system: System;
  readonly host: string;
  readonly pid: number;
  readonly owner: string;
  /** A lock file that every folder with this account shares; done without where its folder cannot be had. */
  readonly accountLock?: string;
}

/** `from`: whose it was, gone since. `unshared`: the file that other folders would look at, which cannot be had. */
interface Claimed {
  readonly record: LockRecord;
  readonly from?: LockRecord;
  readonly unshared?: string;
}

/** The lock files of an account: one beside the state, and one in a folder of the user's. They are one lock. */
export class AccountLocks {
  readonly #options: AccountLocksOptions;
  readonly #fail: (trouble: StateTrouble) => never;
  #held: { readonly id: string; readonly paths: readonly string[] } | undefined;

  constructor(options: AccountLocksOptions, fail: (trouble: StateTrouble) => never) {
    this.#options = options;
    this.#fail = fail;
  }

  /** This process has claimed it and not let go; it may have been taken away all the same. */
  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  async claim(operation: string): Promise<Claimed> {
    const record = await this.#ownRecord(operation);
    const { from, paths } = await this.#claimAll(record);
    this.#held = { id: record.id, paths };
    const { accountLock } = this.#options;
    const isShared = accountLock === undefined || paths.includes(accountLock);
    return { record, ...(from && { from }), ...(!isShared && { unshared: accountLock }) };
  }

  /** Throws `lock-lost` if what was claimed is no longer there. */
  async check(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    await Promise.all(
      held.paths.map(async (file) => {
        const lock = await readLock(file);
        const holder = typeof lock === 'object' ? lock : undefined;
        if (holder?.id !== held.id) this.#fail({ code: 'lock-lost', holder });
      }),
    );
  }

  /** Who holds it, or undefined. */
  async holder(): Promise<LockRecord | undefined> {
    for (const file of await this.#paths()) {
      const lock = await readLock(file);
      if (lock === 'unreadable') return this.#fail({ code: 'lock-unreadable', lockPath: file });
      if (lock !== undefined) return lock;
    }
    return undefined;
  }

  /** Removes the lock with this id, whoever holds it. False: there is none. */
  async drop(id: string): Promise<boolean> {
    if (this.#held?.id === id) this.#held = undefined;
    const by = await this.#ownRecord('unlock');
    let dropped = false;
    for (const file of await this.#paths()) if (await dropLock(file, id, by, this.#options.system)) dropped = true;
    return dropped;
  }

  /** All of them or none: what was claimed before one that is held is let go of. */
  async #claimAll(record: LockRecord): Promise<{ readonly from?: LockRecord; readonly paths: string[] }> {
    const { system } = this.#options;
    const paths: string[] = [];
    let from: LockRecord | undefined;
    for (const file of await this.#paths()) {
      const claim = await claimLock(file, record, system);
      if (claim.status === 'won') {
        paths.push(file);
        from ??= claim.from;
        continue;
      }
      for (const claimed of paths) await dropLock(claimed, record.id, record, system);
      if (claim.status === 'held') return this.#fail({ code: 'lock-held', holder: claim.by });
      return this.#fail({ code: 'lock-unreadable', lockPath: file });
    }
    return { paths, ...(from && { from }) };
  }

  /** Where a lock may be: beside the state, and for the account where the user has a folder that can be written. */
  async #paths(): Promise<readonly string[]> {
    const { path, account, accountLock } = this.#options;
    const shared = accountLock === undefined || !(await makeFolder(dirname(accountLock))) ? [] : [accountLock];
    return [join(dirname(await realFile(path)), lockName(account)), ...shared];
  }

  async #ownRecord(operation: string): Promise<LockRecord> {
    const { account, host, pid, owner, system } = this.#options;
    const identity = await processIdentity(pid);
    const id = randomBytes(8).toString('hex');
    return { id, account, owner, host, pid, since: system.now(), operation, ...(identity && { process: identity }) };
  }
}
