import { readFile, readlink } from 'node:fs/promises';
import process from 'node:process';

/**
 * Tells one process from every other that had, has or will have its number. Process numbers are given out again, and
 * two containers on one machine may share a host name while each counts its processes from 1.
 */
export interface ProcessIdentity {
  /** Of the running kernel. */
  readonly boot: string;
  /** Of the process numbers. */
  readonly namespace: string;
  /** Clock ticks from the kernel's start to the process's. */
  readonly started: string;
}

/** Undefined: no such process, or a platform without `/proc`. */
export async function processIdentity(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [boot, namespace, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The second field is the program's name in brackets, and may itself hold spaces and brackets.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? undefined : { boot: boot.trim(), namespace, started };
  } catch {
    return undefined;
  }
}

/** True only if the process, which ran on this host, is certainly over. */
export async function isGone(pid: number, identity: ProcessIdentity | undefined): Promise<boolean> {
  if (identity !== undefined) {
    const here = await processIdentity(process.pid);
    // Another kernel or another numbering of processes: what is seen here proves nothing about that one.
    if (here !== undefined && (here.boot !== identity.boot || here.namespace !== identity.namespace)) return false;
  }
  if (!exists(pid)) return true;
  if (identity === undefined) return false;
  const now = await processIdentity(pid);
  return now !== undefined && now.started !== identity.started;
}

function exists(pid: number): boolean {
  // 0 and below would address groups of processes.
  if (pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
