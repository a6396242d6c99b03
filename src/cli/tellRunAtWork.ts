import { holderText } from '../state/stateFailure.ts';
import type { StateStore } from '../model/stateStore.ts';
import type { Context } from './context.ts';
import { liveHolder } from './liveHolder.ts';

/** For what shows the state: a create that another run is still waiting for is open in it, and no one's to settle. */
export async function tellRunAtWork(context: Context, store: StateStore): Promise<void> {
  const holder = await liveHolder(context, store);
  if (holder === undefined) return;
  context.terminal.note([`A run is at work: ${holderText(holder)}; what it has not finished shows as open.`]);
}
