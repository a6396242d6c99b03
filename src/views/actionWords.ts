import type { Change, ChangeAction } from '../model/change.ts';
import type { Paint } from './paint.ts';

/** Every sign that can stand before a change, with what it means, in the order of the legend. */
export const LEGEND = {
  '+': 'create',
  '~': 'update in place',
  '-/+': 'replace: remove the old one, then create the new one',
  '+/-': 'replace: create the new one, then remove the old one',
  '-': 'remove',
  '<=': 'adopt: bind to what is there, without a call',
  '.': 'forget: drop the binding, leave the account alone',
} as const;

export type Sign = keyof typeof LEGEND;

export function signOf({ action, replacement }: Pick<Change, 'action' | 'replacement'>): Sign {
  switch (action) {
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
    case 'forget':
      return '.';
    default:
      return action satisfies never;
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
    case '.':
      return paint.cyan(text);
    default:
      return sign satisfies never;
  }
}

/** The end of the sentence that begins with the address. */
export function willBe({ action, replacement }: Pick<Change, 'action' | 'replacement'>): string {
  switch (action) {
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
    case 'forget':
      return 'will be forgotten (the binding is dropped, the account is left alone)';
    default:
      return action satisfies never;
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

export const ACTION_WORDS: Readonly<Record<ChangeAction, ActionWords>> = {
  create: { to: 'create', doing: 'creating', done: 'created' },
  update: { to: 'update', doing: 'updating', done: 'updated' },
  replace: { to: 'replace', doing: 'replacing', done: 'replaced' },
  remove: { to: 'remove', doing: 'removing', done: 'removed' },
  adopt: { to: 'adopt', doing: 'adopting', done: 'adopted' },
  forget: { to: 'forget', doing: 'forgetting', done: 'forgotten' },
};

export const ACTIONS = Object.keys(ACTION_WORDS) as readonly ChangeAction[];
