import type { Answered } from './transport.ts';

/** What an answer says, before its data is looked at. */
export type Reading =
  /** `root` is what the data is called in messages: `data` inside an envelope, `body` when it came bare. */
  | { readonly kind: 'success'; readonly data: unknown; readonly message: string; readonly root: 'data' | 'body' }
  | { readonly kind: 'refusal'; readonly message: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** One of the forms in which the service answers. */
export interface Format {
  /** What the path ends in. */
  readonly suffix: '' | '.json';
  readonly read: (answer: Answered) => Reading;
}
