/** One request as it reaches the emulator, percent-decoded except for the path. */
export interface EmulatorRequest {
  readonly method: string;
  /** With the root: `/api/im/key/list.json`. */
  readonly path: string;
  readonly query?: Iterable<readonly [string, string]>;
  readonly body?: string;
}

/** One answer. Without a socket `transport` says what the network did to it; over TCP the server does it. */
export interface EmulatorResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, also when `transport` is `truncate`: the carrier cuts it. */
  readonly body: string;
  /** `reset`: the connection dies without an answer; `hang`: no answer ever; `truncate`: the body stops halfway. */
  readonly transport?: 'reset' | 'hang' | 'truncate';
  /** Milliseconds to wait before answering. */
  readonly delayMs?: number;
}
