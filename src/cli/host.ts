import type { Readable, Writable } from 'node:stream';
import type { Variables } from './environment.ts';

/** The process that a command runs in. Everything of it comes in here, so that tests can hand in another. */
export interface Host {
  /** What was typed after `clnform`. */
  readonly args: readonly string[];
  readonly variables: Variables;
  /** The working folder, absolute. */
  readonly folder: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly hostname: string;
  readonly pid: number;
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  onInterrupt(callback: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): never;
}
