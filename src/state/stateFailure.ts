import { plain } from '../model/text.ts';
import { StateError } from '../model/stateStore.ts';
import type { LockInfo } from '../model/stateStore.ts';
import type { State } from '../model/state.ts';
import { NOT_REGULAR } from './openRegular.ts';

/** Everything that a user, a disk or another run can do to a state file, in words. */
export type StateTrouble =
  | { readonly code: 'state-corrupt'; readonly problem: string }
  /** A journal that goes on from a state that is not there. */
  | { readonly code: 'state-journal'; readonly journal: string }
  | { readonly code: 'state-newer'; readonly version: number }
  | { readonly code: 'state-account'; readonly found: string; readonly expected: string }
  | { readonly code: 'state-conflict'; readonly base: State; readonly stored: State | undefined }
  | { readonly code: 'state-read-failed' | 'state-write-failed'; readonly errno: string }
  | { readonly code: 'lock-held'; readonly holder: LockInfo }
  | { readonly code: 'lock-lost'; readonly holder: LockInfo | undefined }
  | { readonly code: 'lock-unreadable'; readonly lockPath: string };

export function stateFailure(path: string, trouble: StateTrouble): StateError {
  const { summary, help } = describe(plain(path), trouble);
  return new StateError({ severity: 'error', code: trouble.code, summary, help });
}

/** `apply by ann@build-7 (process 4711 on build-7) since 2026-03-01T09:30:00.000Z`. */
export function holderText({ operation, owner, host, pid, since }: LockInfo): string {
  const time = since <= 8.64e15 ? new Date(since).toISOString() : `${since} ms`;
  return plain(`${operation} by ${owner} (process ${pid} on ${host}) since ${time}`);
}

function describe(path: string, trouble: StateTrouble): { readonly summary: string; readonly help: string } {
  switch (trouble.code) {
    case 'state-corrupt':
      return {
        summary: `The state file ${path} is damaged: ${plain(trouble.problem)}.`,
        help:
          'With a backup (`clnform state pull` made it): clnform state push BACKUP --force, then clnform state rebuild for what was made since.\n' +
          'Without one: move this file and its journals (FILE.N.journal) away, then: clnform state rebuild --list rebind.txt\n' +
          'Do not just delete it: without its bindings clnform would plan to buy every key again.',
      };
    case 'state-journal':
      return {
        summary: `Beside the state file ${path} lies a journal of a later one: ${plain(trouble.journal)}.`,
        help: 'Put back the state file that it goes with: the two are copied and restored together. If an older state was restored on purpose, move the journal away, or: clnform state push BACKUP --force, which keeps it aside; then clnform state rebuild, for what it records.',
      };
    case 'state-newer':
      return {
        summary: `The state file ${path} has format ${trouble.version}, which this clnform does not know.`,
        help: 'Use the clnform that wrote it, or a later one.',
      };
    case 'state-account':
      return {
        summary: `The state file ${path} is for account ${plain(trouble.found)}, not for ${plain(trouble.expected)}.`,
        help: 'Check CLN_LOGIN and the working folder, or name the state of this account with --state FILE.',
      };
    case 'state-conflict':
      return conflict(path, trouble.base, trouble.stored);
    case 'state-read-failed':
      return {
        summary: `The state file ${path} could not be read (${trouble.errno}).`,
        help: reason(trouble.errno),
      };
    case 'state-write-failed':
      return {
        summary: `The state file ${path} could not be written (${trouble.errno}).`,
        help: reason(trouble.errno),
      };
    case 'lock-held':
      return {
        summary: `The state is locked: ${holderText(trouble.holder)}.`,
        help: `Wait until it has finished. If it is certain that it no longer runs: clnform state unlock ${plain(trouble.holder.id)}`,
      };
    case 'lock-lost':
      return {
        summary: `The lock on the state was taken away${trouble.holder ? `, it is now held: ${holderText(trouble.holder)}` : ''}; nothing was written.`,
        help: 'Find out who unlocked it and let that run finish; then run clnform plan, which shows any create whose outcome is not recorded.',
      };
    case 'lock-unreadable':
      return {
        summary: `There is a lock file that does not say who holds it: ${plain(trouble.lockPath)}.`,
        help: 'Make sure that no clnform works on this account, then delete the file.',
      };
    default:
      return trouble satisfies never;
  }
}

function conflict(path: string, base: State, stored: State | undefined): { summary: string; help: string } {
  const help =
    'Another run has written it, or a file was restored. Run the command again: it starts from what is stored.';
  if (stored === undefined) return { summary: `The state file ${path} is gone since it was read.`, help };
  if (stored.lineage !== base.lineage) {
    return { summary: `The state file ${path} was replaced by another one (its lineage differs).`, help };
  }
  if (stored.serial === base.serial) {
    return { summary: `Others keep writing the state file ${path} at the same time.`, help };
  }
  return {
    summary: `The state file ${path} changed since it was read: serial ${stored.serial}, not ${base.serial}.`,
    help,
  };
}

function reason(errno: string): string {
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'Make room on the disk, then run the command again.';
    case 'EACCES':
    case 'EPERM':
      return 'Give this user read and write permission on the file and its folder, then run the command again.';
    case 'EROFS':
      return 'The file system is read-only. Name a state file elsewhere with --state FILE, or mount it writable.';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'Its folder does not exist. Create it, or name another file with --state FILE.';
    case NOT_REGULAR:
    case 'ENXIO':
    case 'ENODEV':
      return 'It is a pipe, a device or a socket. Name a file with --state FILE.';
    case 'EISDIR':
      return 'It is a folder. Name a file with --state FILE.';
    default:
      return 'Look into the file system, then run the command again.';
  }
}
