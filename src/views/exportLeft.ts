import type { Diagnostic } from '../model/diagnostic.ts';
import type { Live } from '../model/live.ts';
import { count } from './count.ts';
import { showId, titleOf } from './view.ts';
import type { View } from './view.ts';

/** Something that the account holds and an export does not declare. */
interface LeftOut {
  readonly live: Live;
  readonly field?: string;
  readonly reason: string;
}

/** Objects that one warning names; its files name them all. */
const MAX_NAMED = 5;

/** One warning for each kind, field and reason: what an export could not declare is never dropped in silence. */
export function exportLeftDiagnostics(left: readonly LeftOut[], view: View): readonly Diagnostic[] {
  const groups = new Map<string, LeftOut[]>();
  for (const one of left) {
    const key = JSON.stringify([one.live.type, one.field ?? '', one.reason]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [warning(first, group, view)];
  });
}

function warning({ live: { type }, field, reason }: LeftOut, group: readonly LeftOut[], view: View): Diagnostic {
  const ids = group.slice(0, MAX_NAMED).map(({ live }) => showId(type, live.id, view));
  const more = group.length > MAX_NAMED ? ` and ${group.length - MAX_NAMED} more` : '';
  const title = titleOf(type, view);
  const who = `${title} ${ids.join(', ')}${more}`;
  if (field === undefined) {
    return {
      severity: 'warning',
      code: 'export-left-out',
      summary: `${count(group.length, 'object')} not declared: ${who}: ${reason}.`,
      help: 'It is left alone in the account, and named at the end of a file. Change it in the web console if it is to be managed.',
    };
  }
  return {
    severity: 'warning',
    code: 'export-field-left-out',
    summary: `\`${field}\` is not declared for ${who}: ${reason}.`,
    help: 'It stays as it is in the account until the block declares it.',
  };
}
