import type { Address } from '../model/address.ts';
import { KINDS } from '../kinds/index.ts';
import type { Emit, EngineEvent } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { eventText } from '../views/eventText.ts';
import { planSecrets } from '../views/knownSecrets.ts';
import { advance, NO_PROGRESS, progressLine } from '../views/progress.ts';
import { verbOf } from '../views/verb.ts';
import type { Verb } from '../views/verb.ts';
import type { Context } from './context.ts';

/** Tells on stderr what the engine does, as it does it. */
export interface Narrator {
  readonly emit: Emit;
  /** From here on it is known what the changes of the plan are called. */
  learn(plan: Plan): void;
  /** Takes the progress line away, and tells what was only counted until now. */
  end(): void;
}

/** Waits: they are drawn at once, for nothing else may come meanwhile. */
const AT_ONCE: ReadonlySet<EngineEvent['type']> = new Set(['settling', 'auditing', 'waiting']);
/** More often than this, a terminal would only flicker. */
const REDRAW_MS = 80;
/** How often a terminal shows how long something is still waited for. */
const TICK_MS = 1000;
/** A log in which nothing comes for longer than this looks like a program that hangs. */
const SILENCE_MS = 5000;

/** On a terminal one line that is rewritten, and lines for what went wrong; else a line for each thing that happens. */
export function narrate(context: Context): Narrator {
  const { terminal, system } = context;
  const view = context.view(terminal.notePaint);
  let verbs: ReadonlyMap<Address, Verb> = new Map();
  let progress = NO_PROGRESS;
  let drawn = 0;
  let unstarted = 0;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const line = (event: EngineEvent): void => {
    drawn = system.now();
    if (event.type === 'diagnostic') context.report([event.diagnostic]);
    // Once interrupted, whatever is skipped is skipped for that.
    else if (event.type === 'step_skipped' && (unstarted > 0 || event.because === 'interrupted')) unstarted += 1;
    else {
      const text = eventText(event, view, verbs);
      if (text !== undefined) terminal.note([text]);
    }
  };
  const live = (event: EngineEvent): void => {
    if (event.type === 'step_failed' || event.type === 'diagnostic') line(event);
    else if (!AT_ONCE.has(event.type) && system.now() - drawn < REDRAW_MS) return;
    drawn = system.now();
    terminal.progress(progressLine(progress, drawn, terminal.width - 1, view));
  };
  const tick = (): void => {
    const now = system.now();
    if (now - drawn < TICK_MS) return;
    drawn = now;
    terminal.progress(progressLine(progress, now, terminal.width - 1, view));
  };
  const beat = (): void => {
    const now = system.now();
    if (now - drawn < SILENCE_MS) return;
    const text = progressLine(progress, now, terminal.width - 1, view);
    if (text !== undefined) terminal.note([text]);
    drawn = now;
  };
  return {
    emit(event) {
      progress = advance(progress, event, system.now());
      if (terminal.live) live(event);
      else line(event);
      heartbeat ??= setInterval(terminal.live ? tick : beat, TICK_MS).unref();
    },
    learn(plan) {
      context.learn(planSecrets(plan, KINDS));
      verbs = new Map(plan.changes.map((change) => [change.address, verbOf(change)]));
    },
    end() {
      clearInterval(heartbeat);
      heartbeat = undefined;
      terminal.progress(undefined);
      if (unstarted > 0) terminal.note([`${unstarted} ${unstarted === 1 ? 'step was' : 'steps were'} not started.`]);
      unstarted = 0;
    },
  };
}
