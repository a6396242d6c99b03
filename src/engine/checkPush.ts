import type { Diagnostic } from '../model/diagnostic.ts';
import { openIntents, type State } from '../model/state.ts';

/**
 * What stands against putting a state in place of the stored one: another lineage, an older serial, or creates of unknown
 * outcome that it does not speak of. An equal serial is an edit of what is stored, a higher one what another copy made.
 */
export function checkPush(stored: State | undefined, pushed: State): readonly Diagnostic[] {
  if (stored === undefined) return [];
  const found: Diagnostic[] = [];
  const refuse = (code: string, summary: string, help: string): void => {
    found.push({ severity: 'error', code, summary, help });
  };
  if (stored.lineage !== pushed.lineage) {
    refuse(
      'push-lineage',
      'The two states have different lineages: they were not made from one another.',
      'Check that it is the state of this account and this manifest. --force puts it in place all the same.',
    );
  } else if (pushed.serial < stored.serial) {
    refuse(
      'push-older',
      `What is stored is newer: serial ${stored.serial}, and this one has ${pushed.serial}.`,
      'What was made since would be forgotten, and bought again. Pull, edit and push anew; to go back to a backup, --force, then `clnform state rebuild`.',
    );
  }
  const known = new Set([...pushed.intents.map(({ seq }) => seq)]);
  const bound = new Set(Object.keys(pushed.bindings));
  const dropped = openIntents(stored).filter(({ seq, address }) => !known.has(seq) && !bound.has(address));
  if (dropped.length > 0) {
    refuse(
      'push-drops-intents',
      `It forgets creates whose outcome is unknown: ${dropped.map(({ address }) => address).join(', ')}.`,
      'Settle them first: clnform state resolve ADDRESS --adopt ID, or --none.',
    );
  }
  return found;
}
