import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftAnswer, DriftFinding, DriftReport } from '../model/drift.ts';
import { wantChildren } from './children.ts';
import { reportDoubles } from './doubles.ts';
import { reportDueAudits } from './dueAudits.ts';
import type { LookUnder } from './draft.ts';
import { judgeDeclared } from './driftDeclared.ts';
import { DriftDraft } from './driftDraft.ts';
import { judgeIntents, judgeLeft, judgeStrangers } from './driftUndeclared.ts';
import { byText } from './order.ts';
import type { PlanInput } from './planInput.ts';
import { countUnmanaged } from './unmanaged.ts';
import { doubtLists } from './vanished.ts';
import { makeWorld } from './world.ts';

/** What a report depends on. `acceptEmpty`: believe lists in which most of what the state binds is gone. */
export type DriftInput = Omit<PlanInput, 'options'> & { readonly acceptEmpty: boolean };

export interface DriftResult {
  readonly report: DriftReport;
  /** With an error among them, or with anything left to look under, the report must not be shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** What must be observed first; then judge again. */
  readonly lookUnder: readonly LookUnder[];
}

const RANK: Readonly<Record<DriftAnswer, number>> = { drifted: 0, pending: 1, unverified: 2 };

/**
 * State and manifest held against the account, in three answers that are never mixed. What matches what, and what a list
 * may be believed, is decided by the rules of the plan. Synchronous, pure and deterministic.
 */
export function makeDrift({ acceptEmpty, ...input }: DriftInput): DriftResult {
  const world = makeWorld({ ...input, options: { acceptEmpty, enabled: everyFlag(input) } });
  const draft = new DriftDraft();
  draft.diagnostics.push(...world.diagnostics);
  doubtLists(world, draft);
  wantChildren(world, draft);
  judgeIntents(world, draft);
  for (const wanted of world.desired) judgeDeclared(world, draft, wanted);
  judgeLeft(world, draft);
  judgeStrangers(world, draft);
  reportDoubles(world, draft);
  reportDueAudits(world, draft);
  const { manifest, observation } = input;
  return {
    report: {
      formatVersion: 1,
      account: manifest.account,
      findings: inOrder(draft.findings),
      inSync: draft.inSync,
      unmanaged: countUnmanaged(world, draft),
    },
    diagnostics: draft.diagnostics.map(inWordsOfDrift),
    lookUnder: draft.missing((type, id) => observation.get(type)?.under.has(id) === true),
  };
}

/** Whether the next plan may remove something is its own affair: that it would is what is told here. */
function everyFlag({ kinds }: Pick<PlanInput, 'kinds'>): ReadonlySet<string> {
  return new Set([...kinds.values()].flatMap(({ removalNeeds }) => removalNeeds ?? []));
}

function inOrder(findings: readonly DriftFinding[]): readonly DriftFinding[] {
  return findings.toSorted(
    (a, b) => RANK[a.answer] - RANK[b.answer] || byText(a.address, b.address) || byText(a.what, b.what),
  );
}

/** A list that is doubted stops a report as it stops a plan; here nothing is bought again, so there is one way on. */
function inWordsOfDrift(diagnostic: Diagnostic): Diagnostic {
  const { code, summary } = diagnostic;
  if (code !== 'list-empty' && code !== 'many-vanished') return diagnostic;
  return {
    ...diagnostic,
    summary: summary.replace(/: nothing (?:of that kind )?is planned.*$/u, ': such a list says nothing about drift.'),
    help: 'Look in the web console. If they really are gone, pass --accept-empty: then each of them is told as gone.',
  };
}
