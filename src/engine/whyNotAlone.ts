import { ApiError } from '../model/apiError.ts';
import type { Change } from '../model/change.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Failure } from '../model/outcome.ts';
import type { Step } from '../model/step.ts';
import type { ChildKind } from '../planner/world.ts';
import { addressOf } from '../planner/vertices.ts';
import { isListed } from './isListed.ts';
import { pause } from '../model/pause.ts';
import { resolveSpec, type Run } from './run.ts';

/** Parts of the settling time, between the looks at a list that is behind: most are behind by seconds. */
const WAITS = [1 / 12, 1 / 4, 1];

/**
 * Removing a key removes every server on it, and hosts register whenever they like: right before the call it must hold
 * no server but those that the plan said would be lost. A list tells that only if it is no older than the run: it has to
 * show what takes the place of the key, and those that left it where they went. Undefined: the key may go.
 */
export async function whyNotAlone(
  run: Run,
  kind: AnyKind,
  step: Step,
  change: Change,
  live: Live,
): Promise<Failure | undefined> {
  for (const child of run.deps.kinds.values()) {
    if (child.parent?.type !== kind.type) continue;
    try {
      const failure = await lookUnder(run, kind, child as ChildKind, step, change, live);
      if (failure !== undefined) return failure;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // A key that is gone has no list of servers; its removal is done.
      if ((await isListed(run, kind, live)) === false) return undefined;
      const reason = `${error.message} It was needed before the removal`;
      return { status: 'notSent', endpoint: error.endpoint, reason };
    }
  }
  return undefined;
}

async function lookUnder(
  run: Run,
  kind: AnyKind,
  child: ChildKind,
  step: Step,
  change: Change,
  live: Live,
): Promise<Failure | undefined> {
  const moved = movedBefore(run, child, step);
  const heirs = new Set(moved.values());
  const heir = heirOf(run, change);
  if (heir !== undefined) heirs.add(heir);
  for (let looks = 0; ; looks += 1) {
    const seen = await look(run, kind, child, live, heirs);
    const behind = seen === undefined ? kind : isBehind(seen, moved, child) ? child : undefined;
    if (seen !== undefined && behind === undefined) return strangers(kind, child, change, live, seen);
    const wait = WAITS[looks];
    if (wait === undefined || run.stopping()) {
      const { title } = behind ?? kind;
      const reason = `not sent: the list of each ${title} does not show yet what was done, nor then what would be lost`;
      return { status: 'notSent', endpoint: kind.type, reason };
    }
    const ms = wait * run.settleMs;
    run.deps.emit({ type: 'waiting', addresses: step.addresses, because: 'behind', kind: (behind ?? kind).type, ms });
    await pause(run.deps.system, run.stopping, ms);
  }
}

/** What sits on the key and on those that take its place; undefined while not all of them are listed. */
async function look(
  run: Run,
  kind: AnyKind,
  child: ChildKind,
  live: Live,
  heirs: ReadonlySet<string>,
): Promise<readonly Live[] | undefined> {
  const { read } = run.deps.api;
  const names = new Set<string>();
  const listing = heirs.size === 0 ? [] : await kind.list(read, { all: true, specs: [], names, under: [] });
  const parents = listing as readonly Live[];
  const there = parents.filter(({ id }) => heirs.has(id));
  if (there.length < heirs.size) return undefined;
  return child.list(read, { all: true, specs: [], names, under: [live, ...there] }) as Promise<readonly Live[]>;
}

function isBehind(seen: readonly Live[], moved: ReadonlyMap<string, string>, { parent }: ChildKind): boolean {
  const places = new Map(seen.map(({ id, spec }) => [id, (spec as Record<string, unknown>)[parent.field]]));
  return [...moved].some(([id, to]) => places.get(id) !== to);
}

function strangers(
  kind: AnyKind,
  { parent }: ChildKind,
  { losing = [] }: Change,
  live: Live,
  seen: readonly Live[],
): Failure | undefined {
  const expected = new Set(losing);
  const names = seen
    .filter(({ id, spec }) => (spec as Record<string, unknown>)[parent.field] === live.id && !expected.has(id))
    .map(({ id, name }) => name ?? id);
  if (names.length === 0) return undefined;
  const reason = `not sent: ${names.slice(0, 5).join(', ')} registered with it after the plan was made`;
  return { status: 'refused', endpoint: kind.type, reason };
}

/** Child → the key that this run moved it to, of those whose way the removal waited for. */
function movedBefore(run: Run, child: ChildKind, step: Step): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const id of step.after) {
    const change = run.changes.get(addressOf(id));
    if (change?.type !== child.type || change.action !== 'update' || change.live === undefined) continue;
    const to = resolveSpec(run, change)[child.parent.field];
    if (typeof to === 'string') moved.set(change.live.id, to);
  }
  return moved;
}

/** The id of what takes the place of the key, now or since an earlier run. */
function heirOf({ session }: Run, { address, replacement }: Change): string | undefined {
  const { bindings } = session.current;
  const at = replacement === 'create-first' ? address : bindings[address]?.replacedBy;
  return at === undefined ? undefined : bindings[at]?.id;
}
