import { KINDS } from '../kinds/index.ts';
import type { Emit, EngineEvent } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { eventText } from '../views/eventText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { advance, NO_PROGRESS, progressLine } from '../views/progress.ts';
import { createView, withSecrets } from '../views/view.ts';
import type { Context } from './context.ts';

/** Tells on stderr what the engine does, as it does it. */
export interface Narrator {
  readonly emit: Emit;
  /** From here on the plan's keys are known, and masked wherever they turn up. */
  learn(plan: Plan): void;
  /** Takes the progress line away. */
  end(): void;
}

/** More often than this, a terminal would only flicker. */
const REDRAW_MS = 80;

/** On a terminal one line that is rewritten, and lines for what went wrong; else a line for each thing that happens. */
export function narrate(context: Context, options: { readonly showKeys?: boolean | undefined } = {}): Narrator {
  const { terminal, system } = context;
  let view = createView(KINDS, { paint: terminal.notePaint, showKeys: options.showKeys === true });
  let progress = NO_PROGRESS;
  let drawn = 0;
  const line = (event: EngineEvent): void => {
    const text = eventText(event, view);
    if (text !== undefined) terminal.note([text]);
  };
  const live = (event: EngineEvent): void => {
    const now = system.now();
    progress = advance(progress, event, now);
    if (event.type === 'step_failed' || event.type === 'diagnostic') line(event);
    else if (now - drawn < REDRAW_MS) return;
    drawn = now;
    terminal.progress(progressLine(progress, now, terminal.width - 1, view));
  };
  return {
    emit: terminal.live ? live : line,
    learn: (plan) => {
      view = withSecrets(view, planSecrets(plan, KINDS));
    },
    end: () => terminal.progress(undefined),
  };
}
