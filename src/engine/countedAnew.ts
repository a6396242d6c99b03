import type { System } from '../model/system.ts';
import type { Intent } from '../model/state.ts';
import type { StateRecord } from '../model/stateRecord.ts';

type Intend = Extract<StateRecord, { op: 'intend' }>;

/** A call that took no longer needs no second write of its intent. Milliseconds. */
const MOMENT = 1000;

/**
 * When its call is over, the time of an intent: how late it may still arrive, and how far behind it a list may be, counts
 * from the end of the call. A process that is stopped amid it can make that minutes.
 */
export function countedAnew({ now }: Pick<System, 'now'>, intent: Intent): readonly Intend[] {
  const since = now();
  return since - intent.since < MOMENT ? [] : [{ op: 'intend', intent: { ...intent, since } }];
}
