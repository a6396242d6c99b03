import type { Desired } from '../model/desired.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Binding } from '../model/state.ts';
import type { World } from './world.ts';

/**
 * Why an apply notes something in the state alone of a resource that equals the account; undefined: it does not. `done`:
 * told as part of that apply, and not as what the next one is to do.
 */
export function noteReason(
  world: World,
  kind: AnyKind,
  { address, lifecycle }: Desired,
  binding: Binding | undefined,
  done: boolean,
): string | undefined {
  const movedFrom = world.movedFrom.get(address);
  if (movedFrom !== undefined) return `moved from ${movedFrom}`;
  if (binding === undefined) return kind.identity === 'assigned' ? 'adopts an existing object' : undefined;
  const protect = lifecycle.protect === true;
  if (protect === (binding.protect === true)) return undefined;
  const noted = protect ? 'recorded' : 'lifted';
  return done ? `protection is ${noted}` : `protection is not ${noted} yet`;
}
