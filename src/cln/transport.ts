/** One HTTP request to the service. `path` stands below the API root, percent-encoded, without a leading slash. */
export interface TransportRequest {
  /** A write is put on a connection of its own and is never sent twice, whatever its method is. */
  readonly kind: 'read' | 'write';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Names and values as they are, not yet percent-encoded. The token is among them. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** JSON text. */
  readonly body?: string;
  /** The most that this request may take, in milliseconds. The transport's own limit holds as well. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A whole answer, whatever its status. `headers` have lower-case names. */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a request. A `reason` is a phrase of our own: never a URL, and never text from the other side. */
export type TransportResult =
  | Answered
  /** No byte of the request left this machine. */
  | { readonly kind: 'notSent'; readonly reason: string }
  /** Bytes may have left; no whole answer came back. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** Bytes may have left; time ran out. */
  | { readonly kind: 'timedOut'; readonly reason: string }
  /** The answer is larger than we hold in memory. */
  | { readonly kind: 'tooLarge'; readonly reason: string }
  /** An answer came, but not as text that we can read: an encoding that was not asked for, or broken UTF-8. */
  | { readonly kind: 'undecodable'; readonly reason: string };

/**
 * The way to the service. It resolves for everything that the network does, follows no redirect and repeats nothing;
 * it rejects for bugs alone. Tests and simulations supply one that answers within the process.
 */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResult>;
}
