import { suggest } from '../manifest/suggest.ts';
import type { State } from '../model/state.ts';

/** Where to look for what is bound, with the address that was probably meant. */
export function boundHelp({ bindings }: State, typed: string): string {
  const meant = suggest(typed, Object.keys(bindings));
  return `${meant === undefined ? '' : `Did you mean ${meant}? `}\`clnform state list\` shows what is bound.`;
}
