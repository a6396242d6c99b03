import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { LeftOut } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import type { Draft } from './draft.ts';
import { linksOf, reach } from './links.ts';
import { matcher } from './pattern.ts';
import type { Schedule } from './schedule.ts';
import { destination } from './seatHazards.ts';
import { withoutSteps } from './withoutSteps.ts';
import type { World } from './world.ts';

export interface Selected {
  readonly steps: readonly Step[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Cuts a plan down to what was asked for (`--target`, with everything that it needs) and not excluded (`--exclude`, with
 * everything that needs it). The whole account has been compared before, so that what is left out is known and named;
 * errors about it do not stop the rest.
 */
export function select(world: World, draft: Draft, { steps, needs }: Schedule): Selected {
  const { targets = [], excludes = [] } = world.input.options;
  if (targets.length === 0 && excludes.length === 0) return { steps, leftOut: [] };
  const known = new Set<Address>([
    ...world.declared.keys(),
    ...world.bindings.keys(),
    ...draft.changes.keys(),
    ...draft.diagnostics.flatMap(({ address }) => address ?? []),
  ]);
  const targeted = targets.length === 0 ? known : meant(draft, known, '--target', targets);
  const excluded = meant(draft, known, '--exclude', excludes);
  const links = linksOf(steps, needs);
  const wanted = reach(targeted, links.needs);
  const dropped = reach(excluded, links.neededBy);
  const isIn = (address: Address): boolean => wanted.has(address) && !dropped.has(address);

  const leftOut = new Map<Address, LeftOut>();
  for (const { address, action, live } of draft.changes.values()) {
    if (isIn(address)) continue;
    const id = live === undefined ? {} : { id: live.id };
    leftOut.set(address, { address, action, ...id, because: because(address, dropped) });
  }
  const kept = [...draft.changes.values()].filter(({ address }) => isIn(address));
  // A change is only as sound as the parent that it leads to.
  const concerned = new Set([...known].filter(isIn));
  for (const change of kept) for (const parent of parentsOf(world, draft, change)) concerned.add(parent);
  // Last, for it looks up parents by what is in the draft.
  for (const address of leftOut.keys()) draft.changes.delete(address);
  for (const problem of draft.takeDiagnostics(({ address }) => address !== undefined && !concerned.has(address))) {
    const { address, severity, summary } = problem;
    if (severity !== 'error' || address === undefined) continue;
    const why = `${because(address, dropped)}; it could not be planned: ${summary}`;
    leftOut.set(address, { address, because: why });
  }
  draft.keepNotes(isIn);
  return { steps: withoutSteps(steps, new Set(leftOut.keys())), leftOut: [...leftOut.values()] };
}

/** What the patterns mean. One that means nothing is a slip: an error, for the rest would be done without it. */
function meant(
  draft: Draft,
  known: ReadonlySet<Address>,
  flag: '--target' | '--exclude',
  patterns: readonly string[],
): ReadonlySet<Address> {
  const found = new Set<Address>();
  for (const pattern of patterns) {
    const matches = matcher(pattern);
    let any = false;
    for (const address of known) {
      if (!matches(address)) continue;
      any = true;
      found.add(address);
    }
    if (any) continue;
    draft.error({
      code: 'selects-nothing',
      summary: `${flag} ${pattern} means nothing that is declared, bound or in the way.`,
      help: 'Correct the address; `clnform plan` without it shows all of them, and `*` stands for any text.',
    });
  }
  return found;
}

/** Of an address that is left out. */
function because(address: Address, dropped: ReadonlyMap<Address, Address | undefined>): string {
  const root = dropped.get(address);
  if (root !== undefined) return `needs ${root}, which is excluded`;
  return dropped.has(address) ? 'excluded' : 'not targeted';
}

function parentsOf(world: World, draft: Draft, { type, target }: Change): readonly Address[] {
  const field = world.input.kinds.get(type)?.parent?.field;
  const parent = field === undefined ? undefined : destination(world, draft, type, target?.[field]);
  return parent === undefined ? [] : [parent];
}
