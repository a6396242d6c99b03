import type { Api } from '../../../src/model/api/api.ts';

/** What to do instead of a call; undefined: let it through. `name` is `imunify.createKey`. */
export type Interceptor = (name: string, args: readonly unknown[]) => unknown;

export interface Interceptors {
  readonly read?: Interceptor;
  readonly write?: Interceptor;
}

/** The API with some calls answered by the test. */
export function intercept(api: Api, { read, write }: Interceptors): Api {
  return { read: side(api.read, read), write: side(api.write, write) };
}

function side<T extends object>(half: T, interceptor: Interceptor | undefined): T {
  if (interceptor === undefined) return half;
  const families = Object.entries(half).map(([family, calls]): [string, unknown] => [
    family,
    typeof calls === 'function' ? calls : familyOf(family, calls as Record<string, Call>, interceptor),
  ]);
  return Object.fromEntries(families) as T;
}

type Call = (...args: unknown[]) => unknown;

function familyOf(family: string, calls: Record<string, Call>, interceptor: Interceptor): Record<string, Call> {
  const wrapped = Object.entries(calls).map(([name, call]): [string, Call] => [
    name,
    // Async, so that what an interceptor throws is a rejection, as it is with the client.
    async (...args) => interceptor(`${family}.${name}`, args) ?? (await call(...args)),
  ]);
  return Object.fromEntries(wrapped);
}
