import type { Answered } from './transport.ts';

/** What an answer says, before its data is looked at. */
export type Reading =
  /** `root` is what the data is called in messages: `data` inside an envelope, `body` when it came bare. */
  | { readonly kind: 'success'; readonly data: unknown; readonly message: string; readonly root: 'data' | 'body' }
  | { readonly kind: 'refusal'; readonly message: string }
  /** `final`: a second answer would be no better, and is not worth its size. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly final?: true };

/** One of the forms in which the service answers. */
export interface Format {
  /** What the path ends in. */
  readonly suffix: '' | '.json';
  readonly read: (answer: Answered) => Reading;
}
