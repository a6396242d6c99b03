import type { EmulatorResponse } from './exchange.ts';
import type { FaultRule } from './faults.ts';
import type { Answer, Route } from './route.ts';
import type { Shape } from './shapes.ts';

const JSON_TYPE = 'application/json;charset=UTF-8';
const TEXT_TYPE = 'text/plain;charset=UTF-8';
const HTML_TYPE = 'text/html;charset=UTF-8';

/** A handler's answer in the dress of its API: envelope, bare body or text. */
export function writeAnswer(route: Route, shape: Shape, answer: Answer): EmulatorResponse {
  if ('text' in answer) return reply(200, TEXT_TYPE, answer.text);
  if (route.style === 'v2' && shape.v2 === 'bare') return reply(200, JSON_TYPE, JSON.stringify(answer.data));
  return json(200, { success: true, message: answer.message ?? null, type: null, data: answer.data });
}

/** `success:false` with the text; the HTTP status is the shape's, the text APIs answer 200. */
export function writeRefusal(route: Route, shape: Shape, message: string): EmulatorResponse {
  if (route.style === 'text') return reply(200, TEXT_TYPE, `success:false\nmessage:${message}`);
  if (route.style === 'nagios') return reply(200, TEXT_TYPE, `KernelCare UNKNOWN - ${message}`);
  return json(shape.refusals, { success: false, message, type: null, data: null });
}

/** A page where JSON was expected: what gateways and unknown paths answer. */
export function writeHtml(status: number, title: string): EmulatorResponse {
  const html = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return reply(status, HTML_TYPE, html);
}

/** What the caller sees of a struck call; `intact` is the answer it would have had, absent before the effect. */
export function writeFault(rule: FaultRule, route: Route, shape: Shape, intact?: EmulatorResponse): EmulatorResponse {
  switch (rule.do) {
    case 'refuse':
      return writeRefusal(route, shape, rule.message ?? 'Operation is not allowed');
    case '500':
      return json(500, { success: false, message: 'Unexpected server error', type: null, data: null });
    case '502':
      return withRetryAfter(writeHtml(502, '502 Bad Gateway'), rule);
    case '429':
      return withRetryAfter(writeHtml(429, '429 Too Many Requests'), rule);
    case 'html':
      return writeHtml(200, 'Scheduled maintenance');
    case 'reset':
    case 'hang':
      return { status: 0, headers: {}, body: '', transport: rule.do };
    case 'truncate':
      return { ...(intact ?? writeHtml(502, '502 Bad Gateway')), transport: 'truncate' };
    case 'delay':
      return { ...(intact ?? writeHtml(502, '502 Bad Gateway')), delayMs: rule.delayMs ?? 1000 };
    case 'stale':
      return intact ?? writeHtml(502, '502 Bad Gateway');
    default:
      return rule.do satisfies never;
  }
}

function withRetryAfter(answer: EmulatorResponse, { retryAfter }: FaultRule): EmulatorResponse {
  if (retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

function json(status: number, body: object): EmulatorResponse {
  return reply(status, JSON_TYPE, JSON.stringify(body));
}

function reply(status: number, type: string, body: string): EmulatorResponse {
  return { status, headers: { 'content-type': type }, body };
}
