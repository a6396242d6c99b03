import type { Call } from './call.ts';
import { clockSkew } from './clockSkew.ts';
import { decoded, type Decoder, Malformed } from './decode.ts';
import type { Reading } from './format.ts';
import { AUTHORIZATION_FAILED, UNEXPECTED_SERVER_ERROR } from './refusalTexts.ts';
import { REPEATED_CREDENTIALS } from './repeatedCredentials.ts';
import { retryAfter } from './retryAfter.ts';
import type { SentAnswer } from './sender.ts';
import type { Answered } from './transport.ts';

/** What an answer proves about a write, in texts that still have to be cleaned. */
export type WriteVerdict<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'refused'; readonly what: string; readonly retryAfterMs?: number; readonly stated?: string }
  | { readonly status: 'unknown'; readonly what: string; readonly stated?: string };

/** The meaning of an answer that one endpoint alone defines; undefined leaves it to the general rules. */
export type Known<T> = (reading: Reading) => WriteVerdict<T> | undefined;

/** How long to wait after a 429 that does not say. */
const UNNAMED_WAIT_MS = 1000;

/** With these, a body that says `success:false` is a statement that nothing was done. */
const REFUSING = new Set([400, 401, 403, 404, 409, 422]);

/** PROTOCOL.md: done and refused are what the service stated in a way that is known; everything else is unknown. */
export function writeVerdict<T>(
  call: Call,
  answer: SentAnswer,
  decode: Decoder<T>,
  nowMs: number,
  known?: Known<T>,
): WriteVerdict<T> {
  const { status } = answer;
  if (status === 429) {
    const retryAfterMs = retryAfter(answer.headers, nowMs) ?? UNNAMED_WAIT_MS;
    return { status: 'refused', what: 'too many requests (HTTP 429)', retryAfterMs };
  }
  if (status >= 300 && status < 400) {
    return unknown(`answered with a redirect (HTTP ${status}), which is not followed`);
  }
  if (status === 408 || status === 421) return unknown(`answered HTTP ${status}`);

  const reading = call.format.read(answer);
  if (reading.kind === 'success' && answer.repeatsCredentials) return unknown(REPEATED_CREDENTIALS);
  const special = status < 300 || REFUSING.has(status) ? known?.(reading) : undefined;
  if (special !== undefined) return special;
  switch (reading.kind) {
    case 'refusal':
      return refusal(reading.message.trim(), answer, nowMs);
    case 'unreadable':
      return unknown(`unexpected answer: ${reading.reason}`);
    case 'success':
      return doneWith(reading, decode);
    default:
      return reading satisfies never;
  }
}

function refusal(message: string, answer: Answered, nowMs: number): WriteVerdict<never> {
  if (message === AUTHORIZATION_FAILED) {
    const skew = clockSkew(answer.headers.date, nowMs);
    return { status: 'refused', what: skew === undefined ? message : `${message}; ${skew}` };
  }
  const text = message === '' ? 'the service refused without a reason' : message;
  // Words about the service's own trouble say nothing of the object that the call was about.
  const stated = message === UNEXPECTED_SERVER_ERROR || answer.status >= 500 ? {} : { stated: text };
  if (REFUSING.has(answer.status)) return { status: 'refused', what: text, ...stated };
  const what = 'the service answered success:false with a text whose meaning is not documented';
  if (stated.stated === undefined) return { status: 'unknown', what: `the service answered success:false: ${text}` };
  return { status: 'unknown', what, ...stated };
}

function doneWith<T>(reading: Extract<Reading, { kind: 'success' }>, decode: Decoder<T>): WriteVerdict<T> {
  try {
    return { status: 'done', value: decoded(decode, reading.data, reading.root) };
  } catch (error) {
    if (error instanceof Malformed) return unknown(error.message);
    throw error;
  }
}

function unknown(what: string): WriteVerdict<never> {
  return { status: 'unknown', what };
}
