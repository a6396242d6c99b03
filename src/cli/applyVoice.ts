import type { ApplyResult } from '../engine/applyResult.ts';
import { KINDS } from '../kinds/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Emit } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { isEmptyPlan } from '../model/plan.ts';
import type { Address } from '../model/address.ts';
import { openIntents, type Intent } from '../model/state.ts';
import { applyText } from '../views/applyText.ts';
import { diagnosticJson } from '../views/diagnosticJson.ts';
import { eventJson } from '../views/eventJson.ts';
import { jsonText } from '../views/jsonText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { PLAIN_PAINT } from '../views/paint.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import type { AppliedPlan } from '../views/report/applyReport.ts';
import type { ApplyingOptions } from './commands/changeOptions.ts';
import { appliedLines } from './appliedLines.ts';
import { appliedPlan } from './appliedPlan.ts';
import type { Context } from './context.ts';
import type { OutputFormat } from './outputFormat.ts';
import { narrate } from './narrate.ts';

/** How an apply is told: as text on both streams, or with `--json` as one stream of objects on stdout. */
export interface ApplyVoice {
  readonly emit: Emit;
  /** Tells diagnostics, each only once. */
  report(diagnostics: readonly Diagnostic[]): void;
  /** The plan that is about to be carried out. */
  plan(plan: Plan, diagnostics: readonly Diagnostic[]): void;
  /** How it ended. */
  end(plan: Plan, result: ApplyResult): void | Promise<void>;
  /** Nothing was sent; the diagnostics say why, and are told elsewhere. */
  refused(applied: AppliedPlan): Promise<void>;
  /** Takes a progress line away before something else is told. */
  quiet(): void;
  /** Steps so far that changed the account, or may have. */
  stepsWithEffect(): number;
}

export function applyVoice(context: Context, options: ApplyingOptions, operation: 'Apply' | 'Destroy'): ApplyVoice {
  let count = 0;
  const voice =
    options.json === true
      ? jsonVoice(context)
      : options.format === 'text'
        ? textVoice(context, operation)
        : reportVoice(context, options.format, operation);
  return {
    ...voice,
    emit(event) {
      // A call whose outcome is unknown may have been carried out: no one may be told that nothing was done.
      if (event.type === 'step_done' || (event.type === 'step_failed' && event.outcome === 'unknown')) count += 1;
      voice.emit(event);
    },
    stepsWithEffect: () => count,
  };
}

type Voice = Omit<ApplyVoice, 'stepsWithEffect'>;

function textVoice(context: Context, operation: 'Apply' | 'Destroy'): Voice {
  const { terminal } = context;
  const view = context.view(terminal.paint);
  const narrator = narrate(context);
  const codes = new Set<string>();
  const settleable = new Set<Address>();
  const report = (diagnostics: readonly Diagnostic[]): void => {
    context.report(diagnostics);
    for (const { code, address } of diagnostics) {
      codes.add(code);
      if (code === 'outcome-unknown' && address !== undefined) settleable.add(address);
    }
  };
  /** What to type for an open create is told once: by its own diagnostic, or at the end. */
  const advised = (open: readonly Intent[]): ReadonlySet<Address> => {
    const lost = codes.has('binding-lost') ? open.filter(({ phase }) => phase === 'lost') : [];
    return new Set([...settleable, ...lost.map(({ address }) => address)]);
  };
  return {
    emit: narrator.emit,
    quiet: () => narrator.end(),
    report,
    refused: () => Promise.resolve(),
    plan(plan) {
      narrator.learn(plan);
      terminal.result(planText(plan, view, { open: false, operation }));
    },
    end(plan, { diagnostics, state, summary }) {
      narrator.end();
      report(diagnostics);
      const open = openIntents(state);
      const { changes } = plan;
      const told = { summary, openIntents: open, changes, operation, advised: advised(open) };
      const quiet = isEmptyPlan(plan) && open.length === 0 && summary.doubled === 0;
      if (!quiet) terminal.result(['', ...applyText(told, view)]);
    },
  };
}

/** One result at the end, in the format that was asked for; the plan, which someone may have to agree to, on stderr. */
function reportVoice(context: Context, format: OutputFormat, operation: 'Apply' | 'Destroy'): Voice {
  const { terminal } = context;
  const narrator = narrate(context);
  const view = context.view(PLAIN_PAINT);
  return {
    emit: narrator.emit,
    quiet: () => narrator.end(),
    report: (diagnostics) => context.report(diagnostics),
    plan(plan) {
      narrator.learn(plan);
      terminal.note(planText(plan, context.view(terminal.notePaint), { operation }));
    },
    async end(plan, result) {
      narrator.end();
      context.report(result.diagnostics);
      terminal.result(await appliedLines(format, { ...appliedPlan(plan, result, operation), refused: false }, view));
    },
    async refused(applied) {
      narrator.end();
      terminal.result(await appliedLines(format, { ...applied, refused: true }, view));
    },
  };
}

function jsonVoice(context: Context): Voice {
  const { terminal } = context;
  const view = context.view(PLAIN_PAINT);
  const told = new Set<string>();
  const tell = (object: Parameters<typeof jsonText>[0]): void => terminal.result([jsonText(object, 0)]);
  const report = (diagnostics: readonly Diagnostic[]): void => {
    for (const diagnostic of diagnostics) {
      const object = diagnosticJson(diagnostic, view);
      const text = jsonText(object, 0);
      if (!told.has(text)) tell({ type: 'diagnostic', diagnostic: object });
      told.add(text);
    }
  };
  return {
    emit(event) {
      if (event.type === 'diagnostic') report([event.diagnostic]);
      else tell(eventJson(event, view));
    },
    quiet: () => undefined,
    report,
    plan(plan, diagnostics) {
      context.learn(planSecrets(plan, KINDS));
      tell({ type: 'plan', plan: planJson(plan, view, diagnostics) });
    },
    end: (_plan, { diagnostics }) => report(diagnostics),
    refused: () => Promise.resolve(),
  };
}
