import type { ApplyResult } from '../engine/applyResult.ts';
import { KINDS } from '../kinds/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Emit } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { isEmptyPlan } from '../model/plan.ts';
import { applyText } from '../views/applyText.ts';
import { diagnosticJson } from '../views/diagnosticJson.ts';
import { eventJson } from '../views/eventJson.ts';
import { jsonText } from '../views/jsonText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { planJson } from '../views/planJson.ts';
import { planText } from '../views/planText.ts';
import { createView, withSecrets } from '../views/view.ts';
import type { ApplyingOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';
import { narrate } from './narrate.ts';

/** How an apply is told: as text on both streams, or with `--json` as one stream of objects on stdout. */
export interface ApplyVoice {
  readonly emit: Emit;
  /** The plan that is about to be carried out. */
  plan(plan: Plan, diagnostics: readonly Diagnostic[]): void;
  /** How it ended. */
  end(plan: Plan, result: ApplyResult): void;
  /** Takes a progress line away before something else is told. */
  quiet(): void;
  /** Steps that were done so far. */
  stepsDone(): number;
}

export function applyVoice(context: Context, options: ApplyingOptions): ApplyVoice {
  let done = 0;
  const voice = options.json === true ? jsonVoice(context, options) : textVoice(context, options);
  return {
    ...voice,
    emit(event) {
      if (event.type === 'step_done') done += 1;
      voice.emit(event);
    },
    stepsDone: () => done,
  };
}

type Voice = Omit<ApplyVoice, 'stepsDone'>;

function textVoice(context: Context, { showKeys }: ApplyingOptions): Voice {
  const { terminal } = context;
  const view = createView(KINDS, { paint: terminal.paint, showKeys: showKeys === true });
  const narrator = narrate(context, { showKeys });
  return {
    emit: narrator.emit,
    quiet: () => narrator.end(),
    plan(plan) {
      narrator.learn(plan);
      terminal.result(planText(plan, view));
    },
    end(plan, { diagnostics, state, summary }) {
      narrator.end();
      context.report(diagnostics);
      const quiet = isEmptyPlan(plan) && diagnostics.length === 0;
      if (!quiet) terminal.result(['', ...applyText({ summary, openIntents: state.intents }, view)]);
    },
  };
}

function jsonVoice(context: Context, { showKeys }: ApplyingOptions): Voice {
  const { terminal } = context;
  let view = createView(KINDS, { showKeys: showKeys === true });
  const tell = (object: Parameters<typeof jsonText>[0]): void => terminal.result([jsonText(object, 0)]);
  return {
    emit: (event) => tell(eventJson(event, view)),
    quiet: () => undefined,
    plan(plan, diagnostics) {
      view = withSecrets(view, planSecrets(plan, KINDS));
      tell({ type: 'plan', plan: planJson(plan, view, diagnostics) });
    },
    end(_plan, { diagnostics }) {
      for (const diagnostic of diagnostics) tell({ type: 'diagnostic', diagnostic: diagnosticJson(diagnostic) });
      context.report(diagnostics);
    },
  };
}
