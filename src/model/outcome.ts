/**
 * What is known after a mutating call (PROTOCOL.md). It is never guessed:
 * - `done`: the service said so.
 * - `refused`: the service stated, in a way that is known, that nothing was done.
 * - `notSent`: no byte of the request left this machine; it may be sent again.
 * - `unknown`: anything else. The effect may or may not have happened; only looking can tell.
 */
export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | {
      readonly status: 'refused';
      readonly endpoint: string;
      readonly reason: string;
      readonly retryAfterMs?: number;
      /** The service's own words about the object; absent when it was about the caller, or the moment. */
      readonly stated?: string;
    }
  | { readonly status: 'notSent'; readonly endpoint: string; readonly reason: string }
  | {
      readonly status: 'unknown';
      readonly endpoint: string;
      readonly reason: string;
      /** The service answered `success:false` with this text, which no one has documented: perhaps a refusal. */
      readonly stated?: string;
      /** It answered "too many requests": nothing arrives later, but a list must show that nothing was done. */
      readonly denied?: true;
    };

export type Failure = Exclude<Outcome<never>, { status: 'done' }>;

export function done<T>(value: T): Outcome<T> {
  return { status: 'done', value };
}

/** Carries a failed outcome on unchanged, or maps the value of a done one. */
export function mapOutcome<A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> {
  return outcome.status === 'done' ? done(map(outcome.value)) : outcome;
}
