import type { Step } from '../model/step.ts';
import type { Draft } from './draft.ts';

/** Steps that one message names. */
const MAX_NAMED = 6;

/** Steps that wait for each other are an error, unless none of them is part of the plan (`--target`, `--exclude`). */
export function reportStuck(draft: Draft, stuck: readonly Step[]): void {
  if (!stuck.some(({ addresses }) => addresses.some((address) => draft.changes.has(address)))) return;
  const named = stuck.slice(0, MAX_NAMED).map(({ id }) => id);
  draft.error({
    code: 'no-free-seat',
    summary: `These steps wait for each other, since no key on the way has a free seat: ${named.join(', ')}.`,
    help: 'Raise one of the limits by one, apply, and lower it again afterwards.',
  });
}
