import type { Address } from '../model/address.ts';
import { deltaText } from '../model/deltaText.ts';
import type { Intent } from '../model/state.ts';

type Told = Pick<Intent, 'delta'>;

/** Both ways out, for a person who has looked. ID is a whole key: messages never hold one. */
export function resolveCommands(address: Address, { delta }: Told): string {
  const [there, not] =
    delta === undefined
      ? ['it is there:', 'it is not:  ']
      : [`it shows ${delta.to}:`, `it shows ${delta.from}:`.padEnd(`it shows ${delta.to}:`.length)];
  const id = delta?.id ?? 'ID';
  return `\n  ${there}  clnform state resolve ${address} --adopt ${id}\n  ${not}  clnform state resolve ${address} --none`;
}

/** What a call with a lost answer may have done, as the end of a clause that begins with its address. */
export function mayHave({ delta }: Told): string {
  if (delta === undefined) return 'may have been created';
  return `may have been changed (${deltaText(delta)})`;
}

export function doneAgain({ delta }: Told): string {
  return delta === undefined ? 'created again' : 'changed';
}

/** What settles it sooner than a lost answer, as an aside; nothing where its answer was lost. */
export function whenDenied({ denied }: Pick<Intent, 'denied'>): string {
  if (denied !== true) return '';
  return ' (after a 429, two lists without it, a settling time apart, are enough to send it again)';
}
