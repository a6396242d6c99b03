import type { AnswerShape } from '../model/api/answerShape.ts';
import type { System } from '../model/system.ts';
import type { Call } from './call.ts';
import type { Credentials } from './credentials.ts';
import { v2 } from './envelope.ts';
import { type RawAnswer, shapeOf } from './shapeOf.ts';
import type { Answered, Transport, TransportRequest, TransportResult } from './transport.ts';

/** What a debug log may know of one request: no query, no body, no token. */
export interface CallInfo {
  readonly endpoint: string;
  readonly method: TransportRequest['method'];
  readonly kind: TransportRequest['kind'];
  /** From 1; more than 1 for repeated reads only. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly outcome: TransportResult['kind'];
  /** The HTTP status of an answer. */
  readonly status?: number;
}

export interface Sending extends Pick<TransportRequest, 'kind' | 'timeoutMs' | 'signal'> {
  readonly attempt: number;
}

export interface SentAnswer extends Answered {
  /** It holds the secret or a token: nothing of it may be taken for data, which is shown, saved and sent on. */
  readonly repeatsCredentials: boolean;
}

export type SendResult = SentAnswer | Exclude<TransportResult, Answered>;

/** Sends one request, with a token made for it, and reports it. */
export type Sender = (call: Call, sending: Sending) => Promise<SendResult>;

export function createSender(
  transport: Transport,
  credentials: Credentials,
  system: System,
  onCall?: (info: CallInfo) => void,
  onShape?: (shape: AnswerShape) => void,
): Sender {
  return async (call, { attempt, ...limits }) => {
    const startedAt = system.now();
    const token = credentials.tokenAt(startedAt);
    const request = { ...requestOf(call, credentials, token), ...limits };
    const result = await transport.send(request);
    onCall?.({
      endpoint: call.endpoint,
      method: call.method,
      kind: limits.kind,
      attempt,
      // The clock may be set meanwhile.
      durationMs: Math.max(0, system.now() - startedAt),
      outcome: result.kind,
      ...(result.kind === 'answered' && { status: result.status }),
    });
    if (result.kind !== 'answered') return result;
    const repeatsCredentials = credentials.isRepeatedIn(result.body, token);
    // Of an answer that holds a credential, not even the names of its fields are looked at.
    if (onShape !== undefined && !repeatsCredentials)
      onShape(shapeOf(rawAnswer(call, result, startedAt, system.now())));
    return { ...result, repeatsCredentials };
  };
}

function rawAnswer({ endpoint, format }: Call, answer: Answered, sentAt: number, receivedAt: number): RawAnswer {
  const { status, headers, body } = answer;
  return { endpoint, documentedBare: format === v2, status, date: headers.date, body, sentAt, receivedAt };
}

function requestOf(call: Call, credentials: Credentials, token: string): Omit<TransportRequest, 'kind'> {
  const credential = call.credential === 'path' ? [credentials.login, token] : [];
  const segments = [...(call.segments ?? []), ...credential].map((segment) => `/${encodeURIComponent(segment)}`);
  const query = Object.entries(call.query ?? {}).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return {
    method: call.method,
    path: `${call.endpoint}${call.format.suffix}${segments.join('')}`,
    query: call.credential === 'query' ? [['token', token], ...query] : query,
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  };
}
