import type { Diagnostic } from './diagnostic.ts';

/**
 * A read that could not be completed: refused, unreachable, malformed, too large, too late. Thrown by the read side of
 * the API port so that a partial list can never be mistaken for a short one; the engine turns it into its diagnostic.
 * The message names the endpoint (for example `im/key/list`), never a URL, a token or a secret.
 */
export class ApiError extends Error {
  readonly endpoint: string;
  readonly diagnostic: Diagnostic;

  constructor(endpoint: string, diagnostic: Diagnostic) {
    super(diagnostic.summary);
    this.name = 'ApiError';
    this.endpoint = endpoint;
    this.diagnostic = diagnostic;
  }
}
