/** What a check of a monitoring system comes to. */
export type CheckStatus = 'ok' | 'critical' | 'unknown';

export interface Check {
  readonly status: CheckStatus;
  /** What the service said, or why it could not be asked; foreign text. */
  readonly text: string;
  /** Numbers of servers by state, as far as the service's text holds any. */
  readonly counts: readonly { readonly state: string; readonly servers: number }[];
}
