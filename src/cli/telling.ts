import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { openIntents } from '../model/state.ts';
import type { State } from '../model/state.ts';
import { PLAIN_PAINT } from '../views/paint.ts';
import type { AppliedPlan } from '../views/report/applyReport.ts';
import { appliedLines } from './appliedLines.ts';
import type { ApplyVoice } from './applyVoice.ts';
import { CliError } from './cliError.ts';
import type { Context } from './context.ts';
import type { ReportFiles } from './reportFiles.ts';

/** Whom an apply tells how it ended, and what was told of its plan. */
export interface Telling {
  readonly context: Context;
  readonly voice: ApplyVoice;
  readonly reports: ReportFiles;
  readonly operation: AppliedPlan['operation'];
  /** Told of the plan. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A pipeline that waits for a report gets one, though nothing was sent. */
export async function tellRefused(
  telling: Telling,
  plan: Plan,
  state: State,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const done = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
  const open = openIntents(state);
  const applied: AppliedPlan = {
    plan,
    operation: telling.operation,
    summary: {
      done,
      failed: 0,
      unknown: open.length,
      skipped: plan.changes.length,
      kept: 0,
      halfReplaced: 0,
      doubled: 0,
      interrupted: false,
    },
    outcomes: new Map(),
    halfReplaced: new Set(),
    openIntents: open,
    diagnostics,
  };
  await telling.voice.refused(applied);
  await writeReports(telling, { ...applied, refused: true });
}

/** What was done is done: a report that cannot be written is told, and changes no exit code. */
export async function writeReports(
  { context, reports }: Telling,
  applied: AppliedPlan & { readonly refused: boolean },
): Promise<void> {
  try {
    await reports.write((format) => appliedLines(format, applied, context.view(PLAIN_PAINT)));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    context.report(error.diagnostics);
  }
}
