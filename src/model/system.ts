/** The port through which time and chance enter. A simulation supplies its own; nothing else may ask the platform. */
export interface System {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
