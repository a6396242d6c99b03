import type { Format, Reading } from './format.ts';
import type { Answered } from './transport.ts';
import { parseWithinBounds } from './parseWithinBounds.ts';

/** v1 answers: `{success, message, type, data}`. `success` is read before `data` ("JSON API"). */
export const v1: Format = {
  suffix: '.json',
  read: (answer) => readJson(answer, (body) => enveloped(body) ?? unreadable('the answer has no "success"')),
};

/**
 * v2 answers: documented bare, but they may come in the envelope. Unwrapped when the body is an object with a boolean
 * `success` and a `data` member; `success:false` is a refusal with or without `data`.
 */
export const v2: Format = {
  suffix: '',
  read: (answer) =>
    readJson(answer, (body) => {
      const reading = enveloped(body);
      if (reading?.kind === 'refusal') return reading;
      if (reading !== undefined && isObject(body) && Object.hasOwn(body, 'data')) return reading;
      return { kind: 'success', data: body, message: '', root: 'body' };
    }),
};

function readJson(answer: Answered, read: (body: unknown) => Reading): Reading {
  let parsed: ReturnType<typeof parseWithinBounds>;
  try {
    parsed = parseWithinBounds(answer.body);
  } catch {
    return unreadable(unparsable(answer));
  }
  if (parsed === undefined) {
    return { ...unreadable(`HTTP ${String(answer.status)} with too many values, or too deep`), final: true };
  }
  const reading = read(parsed.value);
  const ok = answer.status >= 200 && answer.status < 300;
  return reading.kind === 'success' && !ok ? unreadable(`HTTP ${String(answer.status)}`) : reading;
}

function enveloped(body: unknown): Reading | undefined {
  if (!isObject(body) || typeof body.success !== 'boolean') return undefined;
  const message = typeof body.message === 'string' ? body.message : '';
  return body.success ? { kind: 'success', data: body.data, message, root: 'data' } : { kind: 'refusal', message };
}

function unparsable(answer: Answered): string {
  const what = /^\s*</.test(answer.body) ? 'a page of HTML' : answer.body.trim() === '' ? 'an empty body' : 'no JSON';
  return `HTTP ${String(answer.status)} with ${what}`;
}

function unreadable(reason: string): Extract<Reading, { kind: 'unreadable' }> {
  return { kind: 'unreadable', reason };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
