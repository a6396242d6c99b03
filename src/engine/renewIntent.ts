import type { Failure } from '../model/outcome.ts';
import type { Intent } from '../model/state.ts';
import { countedAnew } from './countedAnew.ts';
import type { Run } from './run.ts';
import { commitFirst, fence } from './stateFirst.ts';

/** Right before the call of an intent that had to wait: the lock is looked at again, and the intent is as old as this look. */
export async function renewIntent(run: Run, intent: Intent): Promise<Failure | Intent> {
  const [anew] = countedAnew(run.deps.system, intent);
  const failure = await (anew === undefined ? fence(run, intent.address) : commitFirst(run, intent.address, [anew]));
  return failure ?? anew?.intent ?? intent;
}
