import type { Address } from '../model/address.ts';
import type { Intent } from '../model/state.ts';
import { count } from './count.ts';
import { show, showId, titleOf } from './view.ts';
import type { View } from './view.ts';

/** What stands above something that nobody can vouch for. Text writes the title in capitals. */
export interface OpenHeading {
  readonly title: string;
  readonly rest: string;
}

/** Of calls whose outcome is unknown. */
export function sentHeading(number: number, sort: 'call' | 'create'): OpenHeading {
  const calls = count(number, `${sort} was`, `${sort}s were`);
  return { title: 'Unknown outcome', rest: `: ${calls} sent, and whether the service carried it out is not known` };
}

/** Of resources that a rebuilt state could not bind. */
export function lostHeading(number: number): OpenHeading {
  const are = count(number, 'resource is', 'resources are');
  return { title: 'Not known', rest: ` since the state was rebuilt: which object ${are} bound to` };
}

/** What intents are called: a difference is no create. */
export function sortOf(intents: readonly Intent[]): 'call' | 'create' {
  return intents.some(({ delta }) => delta !== undefined) ? 'call' : 'create';
}

export function headingLine({ title, rest }: OpenHeading, view: View): string {
  return view.paint.red(`! ${title.toUpperCase()}${rest}.`);
}

export function headingWords({ title, rest }: OpenHeading): string {
  return `${title}${rest}`;
}

interface OpenItem {
  readonly address: Address;
  readonly type: string;
}

/** The two commands that settle a call, complete but for an id that only a look into the account can give. */
export function* settlingLines({ address, type }: OpenItem, id: string | undefined, view: View): Generator<string> {
  const adopted = id === undefined ? 'ID' : showId(type, id, view);
  yield `      it is in the account:  clnform state resolve ${show(address, view)} --adopt ${adopted}`;
  yield `      it is not:             clnform state resolve ${show(address, view)} --none`;
}

/** What a rebuilt state could not bind, each with the command that binds it. */
export function* lostLines(lost: readonly OpenItem[], view: View, most = Infinity): Generator<string> {
  yield headingLine(lostHeading(lost.length), view);
  for (const { address, type } of lost.slice(0, most)) {
    yield `    ${show(address, view)} (${titleOf(type, view)}):  clnform import ${show(address, view)} ID`;
  }
  if (lost.length > most) yield `    and ${lost.length - most} more`;
}
