import type { Diagnostic } from '../model/diagnostic.ts';
import { clockSkew } from './clockSkew.ts';
import { AUTHORIZATION_FAILED } from './refusalTexts.ts';
import { REPEATED_CREDENTIALS } from './repeatedCredentials.ts';
import type { Answered, TransportResult } from './transport.ts';

/** Why a read did not succeed: the parts of a diagnostic that `reader.ts` completes with the endpoint. */
export interface ReadFailure extends Pick<Diagnostic, 'code' | 'help'> {
  /** The summary without the endpoint in front. */
  readonly what: string;
}

const HELP = {
  network: 'Check the network, the proxy settings and CLN_API_URL, then run the command again.',
  later: 'The service has trouble. Nothing was changed; run the command again in a while.',
  slower: 'Nothing was changed; wait a while, then run the command again with a lower --parallelism.',
  url: 'Check CLN_API_URL: something other than the CLN API seems to answer there. The root ends in /api, unless a gateway has another.',
  shape: 'Nothing was changed. If this persists, report the endpoint and the field to the authors of clnform.',
  size: 'Nothing was changed. Answers above the cap are not read; report this to the authors of clnform.',
  refused: 'Nothing was changed. Check that the account may do this and that the object still exists.',
  credentials: 'Check CLN_LOGIN and CLN_SECRET_KEY, and that the clock of this machine is right.',
} as const;

/** A request to which no readable answer came. */
export function unanswered(result: Exclude<TransportResult, Answered>): ReadFailure {
  switch (result.kind) {
    case 'notSent':
    case 'lost':
      return { code: 'unreachable', what: result.reason, help: HELP.network };
    case 'timedOut':
      return { code: 'timed-out', what: result.reason, help: HELP.network };
    case 'tooLarge':
      return { code: 'answer-too-large', what: result.reason, help: HELP.size };
    case 'undecodable':
      return { code: 'malformed-answer', what: result.reason, help: HELP.url };
    default:
      return result satisfies never;
  }
}

/** The service said `success:false`. */
export function refusal(message: string, answer: Answered, nowMs: number): ReadFailure {
  if (message.trim() !== AUTHORIZATION_FAILED) {
    const what = message.trim() === '' ? 'the service refused without a reason' : `the service refused: ${message}`;
    return { code: 'refused', what, help: HELP.refused };
  }
  const skew = clockSkew(answer.headers.date, nowMs);
  const what = skew === undefined ? AUTHORIZATION_FAILED : `${AUTHORIZATION_FAILED}; ${skew}`;
  return { code: 'authorization-failed', what, help: HELP.credentials };
}

/** The answer is none that the API documents: `reason` is what is wrong with its body. */
export function unusable(answer: Answered, reason: string): ReadFailure {
  const status = `HTTP ${String(answer.status)}`;
  if (answer.status === 429) return { code: 'rate-limited', what: `too many requests (${status})`, help: HELP.slower };
  if (answer.status >= 500) return { code: 'service-error', what: `the service failed: ${reason}`, help: HELP.later };
  if (answer.status >= 400) return { code: 'http-status', what: `unexpected answer: ${reason}`, help: HELP.url };
  if (answer.status >= 300) {
    return { code: 'redirected', what: `answered with a redirect (${status}), which is not followed`, help: HELP.url };
  }
  return { code: 'malformed-answer', what: `unexpected answer: ${reason}`, help: HELP.url };
}

/** The answer holds the secret or a token. */
export const REPEATING: ReadFailure = { code: 'malformed-answer', what: REPEATED_CREDENTIALS, help: HELP.url };

/** The answer was read but lacks the promised shape: `reason` names the field. */
export function misshapen(reason: string): ReadFailure {
  return { code: 'malformed-answer', what: reason, help: HELP.shape };
}
