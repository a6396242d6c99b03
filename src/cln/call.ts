import type { Format } from './format.ts';
import type { TransportRequest } from './transport.ts';

type QueryValue = string | number | boolean | undefined;

/** One call of the API as the family files write it down: what the texts say about it, and nothing about sending. */
export interface Call {
  /** The name in messages, and with the format's suffix the path: `im/key/list`. */
  readonly endpoint: string;
  readonly method: TransportRequest['method'];
  readonly format: Format;
  /** Where the token stands. In the path it follows the login: `kcare/nagios-res/{login}/{token}`. */
  readonly credential: 'query' | 'path' | 'none';
  /** Further path segments, not yet encoded. */
  readonly segments?: readonly string[];
  /** In this order, behind the token. An undefined value is left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
}

/** The licence keys that stand in a call: a service may quote them in its message, and messages show no whole key. */
export function keysIn(call: Call): readonly string[] {
  const { key } = call.query ?? {};
  return [...(typeof key === 'string' ? [key] : []), ...(call.segments ?? [])];
}
