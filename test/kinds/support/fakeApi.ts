import type { Api } from '../../../src/model/api/api.ts';
import { done } from '../../../src/model/outcome.ts';

export interface Recorded {
  readonly api: Api;
  /** `[name, ...arguments]` of every call, in order: `['imunify.createKey', { code: 'AVP', limit: 5 }]`. */
  readonly calls: unknown[][];
}

/** Answers by call name; a function gets the arguments, and what it throws is the call's rejection. */
export type Answers = Readonly<Record<string, unknown>>;

/** An API that answers from a table and fails on any call that the table does not name. */
export function fakeApi(answers: Answers): Recorded {
  const calls: unknown[][] = [];
  const call =
    (name: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      calls.push([name, ...args]);
      if (!Object.hasOwn(answers, name)) throw new Error(`unexpected call ${name}`);
      const answer = answers[name];
      return typeof answer === 'function' ? (answer as (...given: unknown[]) => unknown)(...args) : answer;
    };
  const half = new Proxy(
    {},
    { get: (_, family) => new Proxy({}, { get: (__, method) => call(`${String(family)}.${String(method)}`) }) },
  );
  return { api: { read: half, write: half } as Api, calls };
}

export const DONE = done(undefined);
export const REFUSED = { status: 'refused', endpoint: 'x/y', reason: 'x/y: no' } as const;
export const BUSY = {
  status: 'refused',
  endpoint: 'x/y',
  reason: 'x/y: too many requests',
  retryAfterMs: 1000,
} as const;
export const NOT_SENT = { status: 'notSent', endpoint: 'x/y', reason: 'x/y: connection refused' } as const;
export const LOST = { status: 'unknown', endpoint: 'x/y', reason: 'x/y: connection reset' } as const;
export const STATED = { status: 'unknown', endpoint: 'x/y', reason: 'x/y: success:false', stated: 'No' } as const;

/** Every way in which a call can end other than done. */
export const FAILURES = [REFUSED, BUSY, NOT_SENT, LOST, STATED] as const;
