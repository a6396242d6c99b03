import type * as Files from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** What a dead process would do next: never an error of the system, so that nobody handles it. */
export class Killed extends Error {}

/** How far the call at which the process is killed gets. `half`: of what it writes, only the first half is there. */
export type Reach = 'before' | 'half' | 'after';

const CHANGING = ['rename', 'rm', 'link', 'writeFile', 'mkdir'] as const;
const CHANGING_HANDLE = new Set(['appendFile', 'writeFile', 'write', 'sync', 'datasync', 'chmod']);

/** `node:fs/promises` of a process that dies at a chosen call that changes files; from then on it does nothing more. */
export class MortalFiles {
  /** Calls so far. */
  calls = 0;
  #dieAt = Infinity;
  #reach: Reach = 'before';

  /** Counts from 1; without `at` it lives on. */
  live(at = Infinity, reach: Reach = 'before'): void {
    this.calls = 0;
    this.#dieAt = at;
    this.#reach = reach;
  }

  get isDead(): boolean {
    return this.calls >= this.#dieAt;
  }

  wrap(real: typeof Files): typeof Files {
    const changed = Object.fromEntries(
      CHANGING.map((name) => [name, this.#mortal(real[name] as (...args: unknown[]) => Promise<unknown>)]),
    );
    const readings = Object.fromEntries(
      (['readFile', 'readdir', 'stat', 'readlink', 'realpath', 'access'] as const).map((name) => [
        name,
        this.#reading(real[name] as (...args: unknown[]) => Promise<unknown>),
      ]),
    );
    const open = async (...args: Parameters<typeof Files.open>): Promise<FileHandle> => {
      if (this.isDead) throw new Killed();
      return this.#handle(await real.open(...args));
    };
    return { ...real, ...changed, ...readings, open };
  }

  #reading(real: (...args: unknown[]) => Promise<unknown>): (...args: unknown[]) => Promise<unknown> {
    return async (...args) => {
      if (this.isDead) throw new Killed();
      return real(...args);
    };
  }

  #mortal(
    real: (...args: unknown[]) => Promise<unknown>,
    half?: (...args: unknown[]) => Promise<unknown>,
  ): (...args: unknown[]) => Promise<unknown> {
    return async (...args) => {
      if (this.isDead) throw new Killed();
      this.calls += 1;
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- this call may be the one
      if (!this.isDead) return real(...args);
      if (this.#reach === 'after') await real(...args);
      if (this.#reach === 'half') await half?.(...args);
      throw new Killed();
    };
  }

  #handle(handle: FileHandle): FileHandle {
    return new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const call = value.bind(target) as (...args: unknown[]) => Promise<unknown>;
        // The kernel closes what a dead process had open.
        if (typeof name !== 'string' || name === 'close') return call;
        if (!CHANGING_HANDLE.has(name)) return this.#reading(call);
        const half = (data: unknown, ...rest: unknown[]): Promise<unknown> =>
          typeof data === 'string' || Buffer.isBuffer(data) ? call(firstHalf(data), ...rest) : Promise.resolve();
        return this.#mortal(call, half);
      },
    });
  }
}

function firstHalf(data: string | Buffer): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  return bytes.subarray(0, bytes.length >> 1);
}
