import type { Outcome } from '../../model/outcome.ts';
import { mapOutcome } from '../../model/outcome.ts';
import { refused } from './refused.ts';

/**
 * The outcome of a removal whose answer is whether there was anything to remove. "There was none" is a refusal until
 * someone has looked (`doneIfGone`): a service that says so of an object which it still lists has removed nothing.
 */
export function saidToBeNone(endpoint: string, answer: Outcome<boolean>): Outcome<void> {
  if (answer.status !== 'done' || answer.value) return mapOutcome(answer, () => undefined);
  return refused(endpoint, 'the service answered that there was no such object, and removed nothing');
}
