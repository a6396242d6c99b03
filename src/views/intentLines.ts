import type { Intent } from '../model/state.ts';
import { count } from './count.ts';
import { show, titleOf } from './view.ts';
import type { View } from './view.ts';

/**
 * Creates that were sent and whose outcome no one knows: each may have been billed. Says how each is settled; the
 * commands are complete but for the id, which only a look into the account can give.
 */
export function* intentLines(intents: readonly Intent[], view: View): Generator<string> {
  const creates = count(intents.length, 'create was', 'creates were');
  yield view.paint.red(`! UNKNOWN OUTCOME: ${creates} sent, and whether the service carried it out is not known.`);
  for (const { address, type, seq, marker } of intents) {
    const hint = marker === undefined ? '' : `, marked ${show(marker, view)}`;
    yield `    ${show(address, view)} (${titleOf(type, view)}, intent ${seq}${hint})`;
    yield `      it is in the account:  clnform state resolve ${show(address, view)} --adopt ID`;
    yield `      it is not:             clnform state resolve ${show(address, view)} --none`;
  }
  yield '  None of this is sent again until that is settled: the next apply looks for it first.';
}
