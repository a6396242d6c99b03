import type { ReadApi } from '../model/api/readApi.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import { openIntents } from '../model/state.ts';
import type { Delta, Intent, State } from '../model/state.ts';
import { shownId } from '../model/shownId.ts';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';
import { intentCandidates } from './intentCandidates.ts';

export interface ResolutionCheck {
  readonly read: ReadApi;
  readonly kinds: KindRegistry;
  readonly state: State;
  readonly address: string;
  /** The id that is to be adopted; absent: the create is said to have made nothing. */
  readonly adopt?: string;
}

/**
 * Holds what a person says of a lost create against the account. Throws `CliError` when the object is not there, or when
 * nothing is said to have been made and there is something new that fits; `ApiError` when the list cannot be read.
 */
export async function checkResolution({ read, kinds, state, address, adopt }: ResolutionCheck): Promise<void> {
  const intent = openIntents(state).find((open) => open.address === address);
  const kind = intent === undefined ? undefined : kinds.get(intent.type);
  // Of a kind that this version does not know nothing can be looked up; without an intent there is nothing to settle.
  if (intent === undefined || kind === undefined) return;
  const scope = { all: true, specs: [intent.spec], names: new Set<string>(), under: [] };
  const objects = (await kind.list(read, scope)) as readonly Live[];
  if (intent.delta !== undefined) {
    checkDelta(intent, intent.delta, objects, adopt);
    return;
  }
  const candidates = intentCandidates(kind, intent, state, objects);
  const names = candidates.map(({ id }) => plain(shownId(kind, id))).join(', ');
  if (adopt === undefined) {
    if (candidates.length > 0) throw somethingNew(intent, names);
  } else if (!objects.some(({ id }) => id === adopt)) {
    throw cliError(
      'adopt-missing',
      `The account shows no ${kind.title} with that id.`,
      candidates.length > 0
        ? `What is new and fits: ${names}. Take the whole id from the CLN console.`
        : 'Nothing new in the account fits. Check the id in the CLN console.',
    );
  }
}

/** What is said of a difference must be what the account shows. */
function checkDelta({ address }: Intent, delta: Delta, objects: readonly Live[], adopt: string | undefined): void {
  const live = objects.find(({ id }) => id === delta.id);
  const there = shownValue(live, delta.field);
  if (live === undefined || (adopt !== undefined) === (there === delta.to)) return;
  throw cliError(
    'shows-otherwise',
    `The account shows ${delta.field} ${JSON.stringify(there)} at ${plain(address)}.`,
    adopt === undefined
      ? `So the call took effect: clnform state resolve ${plain(address)} --adopt ${plain(delta.id)}`
      : `So the call did not take effect: clnform state resolve ${plain(address)} --none\nIf the list is behind: add --force`,
  );
}

function somethingNew({ address }: Intent, names: string): Error {
  return cliError(
    'may-have-made',
    `The account holds something new that ${plain(address)} may have made: ${names}.`,
    `If it is that: clnform state resolve ${plain(address)} --adopt ID\nIf it is certain that someone else made it: add --force`,
  );
}
