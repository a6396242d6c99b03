/**
 * An error of the network stack as a phrase. Only its code is used: messages carry host names, ports, the proxy's URL
 * and, from some parsers, pieces of the answer.
 */
export function networkReason(error: unknown): string {
  if (error instanceof Error && error.name === 'HTTPParserError') return 'the answer is not HTTP';
  const code = codeOf(error);
  if (code === undefined) return 'the connection failed';
  if (code === 'UND_ERR_ABORTED') return `the proxy did not open a tunnel${proxyStatus(error)}`;
  return (
    PHRASES[code] ??
    (isCertificate(code) ? `the TLS certificate was not accepted (${code})` : `the connection failed (${code})`)
  );
}

const PHRASES: Readonly<Partial<Record<string, string>>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'the connection could not be made in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection could not be made in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  UND_ERR_SOCKET: 'the connection was closed before the answer was whole',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not of the length that it announced',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
};

/** Whether an error of the stack means that its time ran out. */
export function isTimeout(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
}

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|SSL|TLS/.test(code);
}

/** The one thing that is taken from a message, and of it the digits alone: 407 is a password that is missing. */
function proxyStatus(error: unknown): string {
  const status = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
  return status === undefined ? '' : ` (HTTP ${status})`;
}

/** Several addresses tried make an AggregateError; some layers wrap the cause. */
function codeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(at.code)) return at.code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return undefined;
}
