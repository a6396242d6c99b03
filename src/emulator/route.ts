import type { Json } from '../model/json.ts';
import type { Account } from './account.ts';
import type { CallArguments } from './callArguments.ts';
import type { Ids } from './ids.ts';
import type { Render } from './render.ts';

/** What a handler gets. */
export interface Call {
  readonly args: CallArguments;
  /** For a `list` this may be an earlier state than the account's own (lag, stale). */
  readonly account: Account;
  readonly render: Render;
  readonly ids: Ids;
  readonly now: number;
  readonly body: string;
  /** Where the service sees the call come from. */
  readonly clientIp: string;
  readonly backupsForAnyServer: boolean;
  /** Marks the call in the ledger as one that a careful client never sends. */
  flag(flag: CallFlag): void;
}

/** `misprint`: `els/key/remove?id=`; `untyped-removal`: `ipl/remove` without a type. */
export type CallFlag = 'misprint' | 'untyped-removal';

/** What a handler gives back: the `data` of a JSON answer, or the whole text of a text answer. */
export type Answer = { readonly data: Json; readonly message?: string } | { readonly text: string };

/** A JSON answer: its `data`, and the `message` that a few successes carry. */
export function data(value: Json, message?: string): Answer {
  return message === undefined ? { data: value } : { data: value, message };
}

/** One endpoint for one or more methods. */
export interface Route {
  readonly methods: readonly string[];
  /** Below the root; `:name` stands for one segment and arrives as an argument. */
  readonly path: string;
  /** `list` may lag behind writes, `look` sees the account as it is, `write` changes it. */
  readonly effect: 'list' | 'look' | 'write';
  /** `v1` is in the envelope always, `v2` when the shape wraps; `text` is `*.plain`; `nagios` is a line of a plugin. */
  readonly style: 'v1' | 'v2' | 'text' | 'nagios';
  /** `none`: the documents ask for no token. */
  readonly auth: 'token' | 'none';
  run(call: Call): Answer;
}

type Shorthand = Omit<Route, 'style' | 'auth'> & Partial<Pick<Route, 'style' | 'auth'>>;

/** A route with the usual style (v1) and authorisation (token) filled in. */
export function route(shorthand: Shorthand): Route {
  return { style: 'v1', auth: 'token', ...shorthand };
}
