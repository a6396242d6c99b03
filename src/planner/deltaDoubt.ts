import type { Desired } from '../model/desired.ts';
import { fieldPolicy } from '../model/fieldPolicy.ts';
import type { Hazard } from '../model/hazard.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Delta } from '../model/state.ts';
import { same } from './equality.ts';
import { LONGEST_LAG_MS } from './longestLag.ts';
import type { World } from './world.ts';

/** A difference that was put moments ago, and that the list does not show yet: put again it would count twice. */
export function listIsBehind({ input }: World, { address }: Desired, live: Live, field: string): Delta | undefined {
  const there = shownValue(live, field);
  return input.state.intents.find(
    ({ phase, delta, since, ...intent }) =>
      phase === 'made' &&
      intent.address === address &&
      delta?.field === field &&
      delta.id === live.id &&
      delta.from === there &&
      since > input.now - LONGEST_LAG_MS,
  )?.delta;
}

/**
 * A field that is put as a difference must not be put twice: when the account does not show what was last written,
 * either someone changed it, or the list is behind, and then the difference would count again.
 */
export function deltaDoubt(
  kind: AnyKind,
  field: string,
  live: Live,
  applied: JsonObject | undefined,
): Hazard | undefined {
  const written = applied?.[field];
  const there = shownValue(live, field);
  if (fieldPolicy(kind, field)?.delta !== true || written === undefined || same(written, there)) return undefined;
  return {
    name: 'unreadable',
    detail: `${field} was last written as ${JSON.stringify(written)}, but the account shows ${JSON.stringify(there)}: someone changed it, or the list is behind and the change would be made twice.`,
  };
}
