import type { Intent } from '../model/state.ts';
import { count } from './count.ts';
import { show, titleOf } from './view.ts';
import type { View } from './view.ts';

/**
 * Calls that were sent and whose outcome no one knows: each may have been billed. Says how each is settled; the
 * commands are complete but for the id, which only a look into the account can give.
 */
export function* intentLines(open: readonly Intent[], view: View): Generator<string> {
  const intents = open.filter(({ phase }) => phase !== 'lost');
  if (intents.length > 0) yield* sentLines(intents, view);
  const lost = open.filter(({ phase }) => phase === 'lost');
  if (lost.length > 0) yield* lostLines(lost, view);
}

function* sentLines(intents: readonly Intent[], view: View): Generator<string> {
  const calls = intents.some(({ delta }) => delta !== undefined)
    ? count(intents.length, 'call was', 'calls were')
    : count(intents.length, 'create was', 'creates were');
  yield view.paint.red(`! UNKNOWN OUTCOME: ${calls} sent, and whether the service carried it out is not known.`);
  for (const { address, type, seq, marker, delta } of intents) {
    const marked = marker === undefined ? '' : `, marked ${show(marker, view)}`;
    const hint = delta === undefined ? marked : `, ${show(delta.field, view)} from ${delta.from} to ${delta.to}`;
    const id = delta === undefined ? 'ID' : show(delta.id, view);
    yield `    ${show(address, view)} (${titleOf(type, view)}, intent ${seq}${hint})`;
    yield `      it is in the account:  clnform state resolve ${show(address, view)} --adopt ${id}`;
    yield `      it is not:             clnform state resolve ${show(address, view)} --none`;
  }
  yield '  None of this is sent again until that is settled: the next apply looks for it first.';
}

/** What a rebuilt state could not bind: long lists are a command's to show. */
const MAX_LOST = 20;

function* lostLines(intents: readonly Intent[], view: View): Generator<string> {
  const are = count(intents.length, 'resource is', 'resources are');
  yield view.paint.red(`! NOT KNOWN since the state was rebuilt: which object ${are} bound to.`);
  for (const { address, type } of intents.slice(0, MAX_LOST)) {
    yield `    ${show(address, view)} (${titleOf(type, view)}):  clnform import ${show(address, view)} ID`;
  }
  if (intents.length > MAX_LOST) yield `    and ${intents.length - MAX_LOST} more`;
  yield '  Nothing is created for them until that is settled: `clnform state rebuild` names what each may be.';
}
