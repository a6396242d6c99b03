import type { Diagnostic } from '../model/diagnostic.ts';
import type { State } from '../model/state.ts';
import { droppedIntents } from './droppedIntents.ts';

/**
 * What stands against putting a state in place of the stored one: another lineage, an older serial, or creates of unknown
 * outcome that it does not hold as they are. An equal serial is an edit of what is stored, a higher one what another copy made.
 * `typed`: the file to push, as in the commands that the help names.
 */
export function checkPush(stored: State | undefined, pushed: State, typed = 'FILE'): readonly Diagnostic[] {
  if (stored === undefined) return [];
  const found: Diagnostic[] = [];
  const refuse = (code: string, summary: string, help: string): void => {
    found.push({ severity: 'error', code, summary, help });
  };
  if (stored.lineage !== pushed.lineage) {
    refuse(
      'push-lineage',
      `The two states have different lineages: what is stored (${about(stored)}) was not made from this one (${about(pushed)}).`,
      'A state that is begun anew, as by `clnform state rebuild` or an apply after the file was lost, has a lineage of its own.\n' +
        `If this one is a backup of the state that was lost: clnform state push ${typed} --force, then: clnform state rebuild, which binds what was made since.\n` +
        'If what is stored is the better one, leave it, and bind what it lacks: clnform state rebuild --list rebind.txt',
    );
  } else if (pushed.serial < stored.serial) {
    refuse(
      'push-older',
      `What is stored is newer: serial ${stored.serial}, and this one has ${pushed.serial}.`,
      `What was made since would be forgotten, and bought again. Pull, edit and push anew; to go back to a backup: clnform state push ${typed} --force, then: clnform state rebuild`,
    );
  }
  const forgotten = droppedIntents(stored, pushed);
  const lost = forgotten.filter(({ phase }) => phase === 'lost');
  const dropped = forgotten.filter(({ phase }) => phase !== 'lost');
  if (lost.length > 0) {
    refuse(
      'push-drops-intents',
      `It forgets that since \`clnform state rebuild\` nothing is created for what is bound to nothing known: ${lost.map(({ address }) => address).join(', ')}.`,
      `If it is a backup of the state that was lost, it binds them itself: clnform state push ${typed} --force, then: clnform state rebuild\n` +
        'Else bind them first: clnform state rebuild --list rebind.txt, then: clnform import --list rebind.txt',
    );
  }
  if (dropped.length > 0) {
    refuse(
      'push-drops-intents',
      `It forgets creates whose outcome is unknown, or is still to be seen in a list: ${dropped.map(({ address }) => address).join(', ')}.`,
      'Settle them first: clnform apply looks for what they made; where it cannot tell: clnform state resolve ADDRESS --adopt ID, or --none. Then pull and edit anew.',
    );
  }
  return found;
}

function about({ serial, bindings }: State): string {
  const count = Object.keys(bindings).length;
  return `serial ${serial}, ${count} ${count === 1 ? 'binding' : 'bindings'}`;
}
