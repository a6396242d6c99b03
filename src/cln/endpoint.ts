import type { Call } from './call.ts';
import { v1, v2 } from './envelope.ts';

type Query = NonNullable<Call['query']>;
type V1Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A `.json` call of v1: GET, for mutations too, unless the 2024 text names a method. */
export function v1Call(endpoint: string, query: Query = {}, method: V1Method = 'GET'): Call {
  return { endpoint, method, format: v1, credential: 'query', query };
}

/** A call of v2, and `cl/awp`, which answers in the same way. Arguments stand in the query, whatever the method is. */
export function v2Call(method: Call['method'], endpoint: string, query: Query = {}): Call {
  return { endpoint, method, format: v2, credential: 'query', query };
}
