import type { Address } from '../model/address.ts';
import { deltaText } from '../model/deltaText.ts';
import type { Intent } from '../model/state.ts';
import { headingLine, lostHeading, lostLines, sentHeading, settlingLines, sortOf } from './openLines.ts';
import { show, titleOf } from './view.ts';
import type { View } from './view.ts';

/** What a rebuilt state could not bind: long lists are a command's to show. */
const MAX_LOST = 20;
const TOLD = 'told above, and by `clnform state list`';

/**
 * Calls that were sent and whose outcome no one knows: each may have been billed. Says how each is settled; the
 * commands are complete but for the id, which only a look into the account can give. Of what is in `advised`, what to type
 * has been told already, and is not told again.
 */
export function* intentLines(
  open: readonly Intent[],
  view: View,
  advised: ReadonlySet<Address> = new Set(),
): Generator<string> {
  const intents = open.filter(({ phase }) => phase !== 'lost');
  if (intents.length > 0) yield* sentLines(intents, view, advised);
  const lost = open.filter(({ phase }) => phase === 'lost');
  if (lost.length === 0) return;
  if (lost.every(({ address }) => advised.has(address))) {
    yield headingLine(lostHeading(lost.length), view);
    yield `    What to type is ${TOLD}.`;
  } else {
    yield* lostLines(lost, view, MAX_LOST);
  }
  yield '  Nothing is created for them until that is settled: `clnform state rebuild` names what each may be.';
}

function* sentLines(intents: readonly Intent[], view: View, advised: ReadonlySet<Address>): Generator<string> {
  yield headingLine(sentHeading(intents.length, sortOf(intents)), view);
  for (const intent of intents) {
    const { address, type, seq, marker, delta } = intent;
    const marked = marker === undefined ? '' : `, marked ${show(marker, view)}`;
    const hint = delta === undefined ? marked : `, ${show(deltaText(delta), view)}`;
    const subject = `    ${show(address, view)} (${titleOf(type, view)}, intent ${seq}${hint})`;
    if (advised.has(address)) {
      yield `${subject}: what to type is ${TOLD}`;
      continue;
    }
    yield subject;
    yield* settlingLines(intent, delta?.id, view);
  }
  yield '  None of this is sent again until that is settled: the next apply looks for it first.';
}
