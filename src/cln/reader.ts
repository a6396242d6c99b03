import { ApiError } from '../model/apiError.ts';
import type { Pace } from '../model/pace.ts';
import type { System } from '../model/system.ts';
import { createBudget } from './budget.ts';
import type { Call } from './call.ts';
import type { Credentials } from './credentials.ts';
import { decoded, type Decoder, Malformed } from './decode.ts';
import { createGate } from './gate.ts';
import { misshapen, type ReadFailure, refusal, REPEATING, unanswered, unusable } from './readFailure.ts';
import { UNEXPECTED_SERVER_ERROR } from './refusalTexts.ts';
import { retryAfter } from './retryAfter.ts';
import type { Sender, SendResult } from './sender.ts';
import { serviceText } from './serviceText.ts';
import type { Answered } from './transport.ts';

export interface ReadLimits {
  /** Requests for one read, the first included. */
  readonly tries: number;
  /** For one try, so that a request that hangs leaves time for another. */
  readonly tryMs: number;
  /** For one read with all its tries and pauses, in milliseconds. */
  readonly totalMs: number;
  /** The upper end of the first pause; it doubles from try to try. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Reads under way at a time; further ones wait, and their time starts when they do. */
  readonly parallel: number;
}

export const READ_LIMITS: ReadLimits = {
  tries: 5,
  tryMs: 30_000,
  totalMs: 60_000,
  firstPauseMs: 500,
  longestPauseMs: 10_000,
  parallel: 16,
};

interface ReaderDeps {
  readonly system: System;
  /** What all reads keep to. */
  readonly pace: Pace;
  readonly limits: ReadLimits;
  /** Ends reads, and the pauses between their tries. */
  readonly signal: AbortSignal | undefined;
}

/** Reads the whole answer or throws `ApiError`. */
export type Reader = <T>(call: Call, decode: Decoder<T>) => Promise<T>;

type Attempt<T> =
  { readonly value: T } | { readonly failure: ReadFailure; readonly final: boolean; readonly waitMs?: number };

/**
 * Reads repeat themselves, with full jitter, on whatever may pass: lost connections, time-outs, 429, 5xx, pages of HTML.
 * A refusal and a wrong shape are final. A 429 from a service that takes others slows all of them down.
 */
export function createReader(
  send: Sender,
  credentials: Credentials,
  { system, pace, limits, signal }: ReaderDeps,
): Reader {
  const gate = createGate(limits.parallel);

  async function readNow<T>(call: Call, decode: Decoder<T>): Promise<T> {
    const fail = ({ what, code, help }: ReadFailure): ApiError => {
      const summary = sentence(`${call.endpoint}: ${serviceText(what, call, credentials)}`);
      return new ApiError(call.endpoint, { severity: 'error', code, summary, help });
    };
    // The time of a read begins with its turn.
    if (pace.rate !== undefined) await pace.turn();
    const budget = createBudget(system, limits.totalMs);
    let slept = 0;
    // A clock that is set back while it sleeps would have it sleep for nothing.
    const left = (): number => Math.min(budget(), limits.totalMs - slept);
    for (let attempt = 1; ; attempt += 1) {
      if (interrupted()) throw fail(INTERRUPTED);
      const started = pace.now();
      const timeoutMs = Math.max(1, Math.min(limits.tryMs, left()));
      const result = await send(call, { kind: 'read', attempt, timeoutMs, ...(signal && { signal }) });
      const outcome = judge(call, decode, result, system.now());
      if ('value' in outcome) {
        pace.accepted(started);
        return outcome.value;
      }
      if (isDenied(result) && pace.lately > 0) pace.denied(started, outcome.waitMs ?? 0);
      if (interrupted()) throw fail(INTERRUPTED);
      const wait = pause(attempt, outcome.waitMs);
      if (outcome.final || attempt >= limits.tries || wait >= left()) throw fail(outcome.failure);
      await system.sleep(wait, signal).catch((cause: unknown) => {
        throw interrupted() ? fail(INTERRUPTED) : cause;
      });
      slept += wait;
      if (!(await turnWithin(left))) throw fail(interrupted() ? INTERRUPTED : outcome.failure);
    }
  }

  /** Waits for a turn, but no longer than the read has left: false when that was not enough, or on an interrupt. */
  async function turnWithin(left: () => number): Promise<boolean> {
    if (pace.rate === undefined) return left() > 0;
    const over = new AbortController();
    const late = system.sleep(Math.max(0, left()), over.signal).catch(() => undefined);
    const turn = pace.turn(() => left() <= 0);
    try {
      return await Promise.race([turn, late.then(() => false)]);
    } finally {
      over.abort();
    }
  }

  function interrupted(): boolean {
    return signal?.aborted ?? false;
  }

  function pause(attempt: number, asked: number | undefined): number {
    const ceiling = Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** (attempt - 1));
    return (asked ?? 0) + system.random() * ceiling;
  }

  return (call, decode) => gate(() => readNow(call, decode));
}

const INTERRUPTED: ReadFailure = {
  code: 'interrupted',
  what: 'interrupted',
  help: 'Nothing was changed by this read; run the command again.',
};

function judge<T>(call: Call, decode: Decoder<T>, result: SendResult, nowMs: number): Attempt<T> {
  if (result.kind !== 'answered') {
    return { failure: unanswered(result), final: result.kind === 'tooLarge' || result.kind === 'undecodable' };
  }
  const waitMs = retryAfter(result.headers, nowMs);
  if (isDenied(result) || isRedirect(result)) {
    return { failure: unusable(result, ''), final: isRedirect(result), ...(waitMs !== undefined && { waitMs }) };
  }
  const reading = call.format.read(result);
  switch (reading.kind) {
    case 'refusal':
      return {
        failure: refusal(reading.message, result, nowMs),
        final: reading.message.trim() !== UNEXPECTED_SERVER_ERROR,
        ...(waitMs !== undefined && { waitMs }),
      };
    case 'unreadable':
      return {
        failure: unusable(result, reading.reason),
        final: reading.final === true || !mayPass(result.status),
        ...(waitMs !== undefined && { waitMs }),
      };
    case 'success':
      if (result.repeatsCredentials) return { failure: REPEATING, final: true };
      try {
        return { value: decoded(decode, reading.data, reading.root) };
      } catch (error) {
        if (error instanceof Malformed) return { failure: misshapen(error.message), final: true };
        throw error;
      }
    default:
      return reading satisfies never;
  }
}

/** Too many requests. */
function isDenied(result: SendResult): boolean {
  return result.kind === 'answered' && result.status === 429;
}

function isRedirect({ status }: Answered): boolean {
  return status >= 300 && status < 400;
}

/** 421 is not among them: it asks for the same request on another connection, which is not ours to decide. */
function mayPass(status: number): boolean {
  return status < 300 || status === 408 || status === 425 || status >= 500;
}

/** Texts of the service end as they like; a summary ends as a sentence does. */
function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
