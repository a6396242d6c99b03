import type { Change, ChangeAction } from '../model/change.ts';
import type { Paint } from './paint.ts';
import { verbOf } from './verb.ts';
import type { Verb, VerbFacts } from './verb.ts';

/** Every sign that can stand before a change, with what it means, in the order of the legend. */
export const LEGEND = {
  '+': 'create',
  '~': 'update in place',
  '-/+': 'replace: remove the old one, then create the new one',
  '+/-': 'replace: create the new one, then remove the old one',
  '-': 'remove',
  '<=': 'adopt: bind to what is there, without a call',
  '=>': 'move: give the binding another address, without a call',
  '=': 'note or lift protection, without a call',
  '.': 'forget: drop the binding, leave the account alone',
} as const;

export type Sign = keyof typeof LEGEND;

export function signOf(change: VerbFacts & Pick<Change, 'replacement'>): Sign {
  const { replacement } = change;
  const verb = verbOf(change);
  switch (verb) {
    case 'create':
      return '+';
    case 'update':
      return '~';
    case 'replace':
      return replacement === 'create-first' ? '+/-' : '-/+';
    case 'remove':
      return '-';
    case 'adopt':
      return '<=';
    case 'move':
      return '=>';
    case 'protect':
    case 'unprotect':
      return '=';
    case 'forget':
      return '.';
    default:
      return verb satisfies never;
  }
}

export function paintSign(sign: Sign, paint: Paint, text: string = sign): string {
  switch (sign) {
    case '+':
      return paint.green(text);
    case '~':
    case '-/+':
    case '+/-':
      return paint.yellow(text);
    case '-':
      return paint.red(text);
    case '<=':
    case '=>':
    case '=':
    case '.':
      return paint.cyan(text);
    default:
      return sign satisfies never;
  }
}

/** The end of the sentence that begins with the address. */
export function willBe(change: VerbFacts & Pick<Change, 'replacement'>): string {
  const { replacement } = change;
  const verb = verbOf(change);
  switch (verb) {
    case 'create':
      return 'will be created';
    case 'update':
      return 'will be updated in place';
    case 'replace':
      return replacement === 'create-first'
        ? 'must be replaced (the new one first, then the old one is removed)'
        : 'must be replaced (the old one is removed first)';
    case 'remove':
      return 'will be removed';
    case 'adopt':
      return 'will be adopted (bound to what is there, without a call)';
    case 'move':
      return 'has moved here (the binding follows, without a call)';
    case 'protect':
      return 'will be protected (noted in the state, without a call)';
    case 'unprotect':
      return 'will no longer be protected (noted in the state, without a call)';
    case 'forget':
      return 'will be forgotten (the binding is dropped, the account is left alone)';
    default:
      return verb satisfies never;
  }
}

export interface ActionWords {
  /** `3 to create`. */
  readonly to: string;
  /** While it runs. */
  readonly doing: string;
  /** When it is over. */
  readonly done: string;
}

export const ACTION_WORDS: Readonly<Record<Verb, ActionWords>> = {
  create: { to: 'create', doing: 'creating', done: 'created' },
  update: { to: 'update', doing: 'updating', done: 'updated' },
  replace: { to: 'replace', doing: 'replacing', done: 'replaced' },
  remove: { to: 'remove', doing: 'removing', done: 'removed' },
  adopt: { to: 'adopt', doing: 'adopting', done: 'adopted' },
  move: { to: 'move', doing: 'moving', done: 'moved' },
  protect: { to: 'protect', doing: 'noting protection', done: 'protected' },
  unprotect: { to: 'unprotect', doing: 'lifting protection', done: 'unprotected' },
  forget: { to: 'forget', doing: 'forgetting', done: 'forgotten' },
};

/** In the order of a summary. */
export const VERBS = Object.keys(ACTION_WORDS) as readonly Verb[];

export const ACTIONS: readonly ChangeAction[] = ['create', 'update', 'replace', 'remove', 'adopt', 'forget'];
