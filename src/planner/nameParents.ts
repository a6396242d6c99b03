import type { Address } from '../model/address.ts';
import type { Change, FieldChange } from '../model/change.ts';
import type { Draft } from './draft.ts';
import { destination } from './seatHazards.ts';
import type { World } from './world.ts';

/** The change with the addresses of the parents that its ids stand for: keys are masked, so ids alone say nothing. */
export function nameParents(world: World, draft: Draft, change: Change): Change {
  const field = world.input.kinds.get(change.type)?.parent?.field;
  if (field === undefined) return change;
  const named = (difference: FieldChange): FieldChange => {
    if (difference.field !== field) return difference;
    const before = destination(world, draft, change.type, difference.before);
    const after = destination(world, draft, change.type, difference.after);
    return { ...difference, ...refs('beforeRef', before), ...refs('afterRef', after) };
  };
  return { ...change, fields: change.fields.map(named) };
}

function refs(side: 'beforeRef' | 'afterRef', address: Address | undefined): Partial<FieldChange> {
  return address === undefined ? {} : { [side]: address };
}
