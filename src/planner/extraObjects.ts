import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { openIntents, type Intent, type State } from '../model/state.ts';
import { fits } from './fits.ts';
import type { SentCreates } from './sentCreates.ts';

/** The creates of a kind whose outcome is unknown: they are told of already, with what they may have made. */
export function openCreates(state: Pick<State, 'intents'>, { type }: AnyKind): readonly Intent[] {
  return openIntents(state).filter((intent) => intent.type === type && intent.delta === undefined);
}

/** Of an object that nothing speaks for: it carries one of these tags, and is no open create's. */
export function isMarkedExtra({ tag, marker }: Live, tags: ReadonlySet<string>, open: readonly Intent[]): boolean {
  return tag !== undefined && tags.has(tag) && !open.some((intent) => intent.marker === marker);
}

/** Of an object that nothing speaks for: it is new, and one of the creates without a marker could have made it. */
export function isAlikeExtra(kind: AnyKind, live: Live, sent: SentCreates, open: readonly Intent[]): boolean {
  const { idsBefore, made, specs } = sent;
  return (
    live.tag === undefined &&
    idsBefore !== undefined &&
    !idsBefore.has(live.id) &&
    !made.has(live.id) &&
    specs.some((spec) => fits(kind, spec, live)) &&
    !open.some((intent) => !intent.idsBefore.includes(live.id) && fits(kind, intent.spec, live))
  );
}
