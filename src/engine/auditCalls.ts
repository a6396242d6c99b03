import { ApiError } from '../model/apiError.ts';
import type { AnyKind, ListScope } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownValue } from '../model/shownValue.ts';
import type { Intent } from '../model/state.ts';
import { isAlikeExtra, isMarkedExtra, openCreates } from '../planner/extraObjects.ts';
import { noneSent, type SentCreates } from '../planner/sentCreates.ts';
import { boughtTwice, notAudited, putOtherwise } from './auditDiagnostics.ts';
import { pause } from '../model/pause.ts';
import { LATEST_ARRIVAL_MS } from './recovery.ts';
import { announce, report, type Run } from './run.ts';

/** A list that does not show what was done a moment ago is behind, and is asked for once more after each wait. */
const MOST_LOOKS = 3;

/** Of one kind, what is to be seen in its list. */
interface Due {
  readonly sent: SentCreates;
  readonly deltas: readonly Intent[];
}

/**
 * Lists, after the calls of a run, every kind that had one that must not happen twice: a proxy may have carried it out
 * twice and answered once. What is there beside the objects that were answered is reported, and never removed. What an
 * earlier run did not live to look at is looked at with it. Answers how many objects are too many.
 */
export async function auditCalls(run: Run): Promise<number> {
  const deltas = run.session.current.intents.filter(({ phase, delta }) => phase === 'made' && delta !== undefined);
  const types = new Set([...run.sent.keys(), ...deltas.map(({ type }) => type)]);
  const counts = await Promise.all(
    [...types].map(async (type) => {
      const kind = run.deps.kinds.get(type);
      if (kind === undefined) {
        report(run, notAudited(type, 'this version of clnform knows no such kind'));
        return 0;
      }
      const sent = run.sent.get(type) ?? noneSent();
      const due = { sent, deltas: deltas.filter((intent) => intent.type === type) };
      return auditKind(run, kind, due);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function auditKind(run: Run, kind: AnyKind, due: Due): Promise<number> {
  const { list, current } = await latestList(run, kind, due);
  if (list === undefined) return 0;
  const isBound = boundIn(run, kind);
  const free = list.filter(({ id }) => !isBound(id));
  const open = openCreates(run.session.current, kind);
  const tags = new Set(due.sent.tags);
  for (const { id, tag } of list) if (tag !== undefined && isBound(id)) tags.add(tag);
  const marked = free.filter((live) => isMarkedExtra(live, tags, open));
  const alike = free.filter((live) => isAlikeExtra(kind, live, due.sent, open));
  // Once it is settled, no later run looks for it.
  if (marked.length > 0) announce(run, boughtTwice(kind, marked, true));
  if (alike.length > 0) announce(run, boughtTwice(kind, alike, false));
  const byId = indexed(list);
  for (const { address, delta } of due.deltas) {
    const there = delta === undefined ? undefined : shownValue(byId.get(delta.id), delta.field);
    if (delta !== undefined && there !== undefined && there !== delta.from && there !== delta.to) {
      announce(run, putOtherwise(address, delta, there));
    }
  }
  await settle(run, kind, current);
  return marked.length + alike.length;
}

/**
 * What was seen needs no second look, but where it was guessed, until its own can arrive no more; what no list shows for
 * so long was taken away by someone.
 */
function settle(run: Run, { type }: AnyKind, current: boolean): Promise<void> {
  const old = run.deps.system.now() - LATEST_ARRIVAL_MS;
  const over = run.session.current.intents.filter(
    ({ type: own, phase, since, guessed }) =>
      own === type && phase === 'made' && ((current && guessed !== true) || since < old),
  );
  return run.session.commit(over.map(({ seq }) => ({ op: 'settle', seq })));
}

type IsBound = (id: string) => boolean;

/** Whether anything of the state, as it is by now, speaks for an object of the kind. */
function boundIn({ session }: Run, { type }: AnyKind): IsBound {
  return (id) => session.current.bindingTo(type, id) !== undefined;
}

/** A list, and whether it shows all that was done. None, or one that does not, is reported. */
async function latestList(
  run: Run,
  kind: AnyKind,
  due: Due,
): Promise<{ readonly list?: readonly Live[]; readonly current: boolean }> {
  const { api, system, emit } = run.deps;
  // The whole kind: a create that was given up may have been of another product than the one that took its marker up.
  const scope: ListScope = { all: true, specs: [], names: new Set(), under: [] };
  try {
    emit({ type: 'auditing', kind: kind.type, ms: 0 });
    for (let looks = 1; !run.stopping(); looks += 1) {
      const list = (await kind.list(api.read, scope)) as readonly Live[];
      if (showsAll(run, kind, list, due)) return { list, current: true };
      if (looks === MOST_LOOKS) {
        report(run, notAudited(kind.title, 'the list does not show all that was done'));
        return { list, current: false };
      }
      emit({ type: 'auditing', kind: kind.type, ms: run.settleMs });
      await pause(system, run.stopping, run.settleMs);
    }
    report(run, notAudited(kind.title, 'the run was cut short'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    report(run, notAudited(kind.title, `${error.endpoint} could not be read`));
  }
  return { current: false };
}

/** What the run itself has removed meanwhile, and let go of, is not to be seen. */
function showsAll(run: Run, kind: AnyKind, list: readonly Live[], { sent, deltas }: Due): boolean {
  const byId = indexed(list);
  const isBound = boundIn(run, kind);
  const isSeen = ({ delta }: Intent): boolean =>
    delta === undefined || shownValue(byId.get(delta.id), delta.field) !== delta.from;
  return [...sent.made].every((id) => byId.has(id) || !isBound(id)) && deltas.every(isSeen);
}

function indexed(list: readonly Live[]): ReadonlyMap<string, Live> {
  return new Map(list.map((live) => [live.id, live]));
}
