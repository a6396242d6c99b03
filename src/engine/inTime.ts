import type { Api } from '../model/api/api.ts';
import type { Failure } from '../model/outcome.ts';
import type { Run } from './run.ts';

/** From the check that a call may be made to its first byte; a list may have to be read between. Milliseconds. */
const MOST_MS = 30_000;

/**
 * The API, of which nothing is sent any more when too much time has passed since it was checked that it may be: a process
 * that was stopped meanwhile cannot know who has taken over, and how late its call may arrive was counted from then.
 * `what`: the call, for the message.
 */
export function inTime({ deps: { api, system } }: Run, what: string, checkedAt: number): Api {
  const whyLate = (): Failure | undefined => {
    const passed = system.now() - checkedAt;
    if (passed <= MOST_MS) return undefined;
    const reason = `${Math.round(passed / 1000)} seconds passed between the last look at the state and the call`;
    return { status: 'notSent', endpoint: what, reason };
  };
  return { read: api.read, write: unlessFailing(api.write, whyLate) };
}

/** A port whose calls, in whatever group, answer with the failure instead, where there is one. */
function unlessFailing<Port extends object>(port: Port, why: () => Failure | undefined): Port {
  return new Proxy(port, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function') {
        return (...args: unknown[]): unknown => {
          const failure = why();
          return failure === undefined ? Reflect.apply(value, target, args) : Promise.resolve(failure);
        };
      }
      return typeof value === 'object' && value !== null ? unlessFailing(value, why) : value;
    },
  });
}
