import { ApiError } from '../model/apiError.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind, ListScope } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { openIntents } from '../model/state.ts';
import { fits } from './fits.ts';
import { pause } from './pause.ts';
import { kindOf, report, type Run, type SentCreates } from './run.ts';
import { shownId } from './shownId.ts';

/** A list that does not show what was made a moment ago is behind, and is asked for once more after each wait. */
const MOST_LOOKS = 3;

/**
 * Lists, after the creates of a run, every kind that had one: a proxy may have carried a call out twice and answered
 * once. What is there beside the objects that were answered is reported, and never removed. Answers how many they are.
 */
export async function auditCreates(run: Run, settleMs: number): Promise<number> {
  const counts = await Promise.all(
    [...run.sent].map(([type, sent]) => auditKind(run, kindOf(run, type), sent, settleMs)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function auditKind(run: Run, kind: AnyKind, sent: SentCreates, settleMs: number): Promise<number> {
  const list = await currentList(run, kind, sent, settleMs);
  if (list === undefined) return 0;
  const bound = new Set<string>();
  for (const { type, id } of Object.values(run.session.current.bindings)) if (type === kind.type) bound.add(id);
  const extra =
    sent.idsBefore === undefined ? sameTag(run, list, sent, bound) : newAndAlike(run, kind, list, sent, bound);
  if (extra.length > 0) report(run, boughtTwice(run, kind, extra, sent.idsBefore === undefined));
  return extra.length;
}

/** Objects with the marker of one that is bound, or of a create of this run. */
function sameTag(run: Run, list: readonly Live[], sent: SentCreates, bound: ReadonlySet<string>): readonly Live[] {
  const tags = new Set(sent.tags);
  for (const live of list) if (live.tag !== undefined && bound.has(live.id)) tags.add(live.tag);
  // An open create is told of already, with what carries its marker.
  const open = openIntents(run.session.current).map(({ marker }) => marker);
  return list.filter(
    ({ id, tag, marker }) => tag !== undefined && tags.has(tag) && !bound.has(id) && !open.includes(marker),
  );
}

/** New objects that one of the run's creates could have made. */
function newAndAlike(
  run: Run,
  kind: AnyKind,
  list: readonly Live[],
  sent: SentCreates,
  bound: ReadonlySet<string>,
): readonly Live[] {
  const open = openIntents(run.session.current).filter(({ type }) => type === kind.type);
  return list.filter(
    (live) =>
      live.tag === undefined &&
      sent.idsBefore?.has(live.id) === false &&
      !sent.made.has(live.id) &&
      !bound.has(live.id) &&
      sent.specs.some((spec) => fits(kind, spec, live)) &&
      !open.some((intent) => !intent.idsBefore.includes(live.id) && fits(kind, intent.spec, live)),
  );
}

/** A list that shows all that was made; undefined, and reported, when there is none to be had. */
async function currentList(
  run: Run,
  kind: AnyKind,
  sent: SentCreates,
  settleMs: number,
): Promise<readonly Live[] | undefined> {
  const { api, system } = run.deps;
  const scope: ListScope = { all: sent.idsBefore !== undefined, specs: sent.specs, names: new Set(), under: [] };
  try {
    for (let looks = 1; !run.stopping(); looks += 1) {
      const list = await kind.list(api.read, scope);
      const ids = new Set(list.map(({ id }) => id));
      if ([...sent.made].every((id) => ids.has(id))) return list;
      if (looks === MOST_LOOKS) {
        report(run, notAudited(kind, 'the list does not show all that was made'));
        return list;
      }
      await pause(system, run.stopping, settleMs);
    }
    report(run, notAudited(kind, 'the run was cut short'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    report(run, notAudited(kind, `${error.endpoint} could not be read`));
  }
  return undefined;
}

function boughtTwice(run: Run, kind: AnyKind, extra: readonly Live[], proved: boolean): Diagnostic {
  const ids = extra.map(({ id }) => shownId(run.deps.kinds, kind.type, id)).join(', ');
  return {
    severity: 'error',
    code: 'bought-twice',
    summary: proved
      ? `The account holds objects with a marker of clnform beside those that it wanted (${kind.title}: ${ids}): a create was carried out more than once.`
      : `The account holds new objects just like those that were created (${kind.title}: ${ids}): a create may have been carried out more than once, or someone else made them.`,
    help:
      'What was answered is bound and stays. Look for these in the web console and remove them there: each is billed, and clnform removes nothing that it was not told to. ' +
      'A proxy on the way that repeats calls is the usual reason: nginx needs `proxy_next_upstream off`.',
  };
}

function notAudited(kind: AnyKind, why: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'not-audited',
    summary: `Whether a create of this run was carried out twice (${kind.title}) could not be checked: ${why}.`,
    help: 'Compare what the web console shows with: clnform state list',
  };
}
