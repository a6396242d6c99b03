import type { EngineEvent } from '../model/event.ts';
import { textWidth } from './table.ts';
import { show, titleOf } from './view.ts';
import type { View } from './view.ts';

/** How far the work is: folded from events, so that a line of it can be drawn at any moment. */
export interface Progress {
  readonly phase: 'idle' | 'reading' | 'checking' | 'settling' | 'denied' | 'applying' | 'auditing' | 'finished';
  /** Lists in the phase `reading`, steps in the phase `applying`. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly skipped: number;
  /** When the phase began: milliseconds of the caller's clock. */
  readonly since: number;
  /** When what is waited for is looked at, by the same clock; earlier than now: it is being looked at. */
  readonly until: number;
  /** What was begun last. */
  readonly current: string;
  /** In the phase `reading`: kinds whose lists are not there yet. */
  readonly pending: readonly string[];
  /** In the phase `applying`: why the step `current` waits until `until`. */
  readonly why: 'behind' | 'denied' | undefined;
}

export const NO_PROGRESS: Progress = {
  phase: 'idle',
  done: 0,
  total: 0,
  failed: 0,
  skipped: 0,
  since: 0,
  until: 0,
  current: '',
  pending: [],
  why: undefined,
};

/** The progress after an event. `now`: milliseconds, from a clock that does not go back. */
export function advance(progress: Progress, event: EngineEvent, now: number): Progress {
  switch (event.type) {
    case 'listing':
      return { ...NO_PROGRESS, phase: 'reading', total: event.kinds.length, since: now, pending: event.kinds };
    case 'listed':
      return listed(progress, event.kind);
    case 'checking':
      return { ...NO_PROGRESS, phase: 'checking', total: event.count, since: now, current: event.kind };
    case 'settling':
      return {
        ...progress,
        phase: event.denied?.length === event.addresses.length ? 'denied' : 'settling',
        until: now + event.ms,
        current: event.addresses[0] ?? '',
        why: undefined,
      };
    case 'apply_started':
      return { ...NO_PROGRESS, phase: 'applying', total: event.steps, since: now };
    case 'step_started':
      return { ...progress, phase: 'applying', current: event.addresses[0] ?? '' };
    case 'step_done':
      return { ...progress, done: Math.max(progress.done, event.finished) };
    case 'step_failed':
      return { ...progress, done: Math.max(progress.done, event.finished), failed: progress.failed + 1 };
    case 'step_skipped':
      return { ...progress, done: Math.max(progress.done, event.finished), skipped: progress.skipped + 1 };
    case 'waiting':
      return { ...progress, until: now + event.ms, current: event.addresses[0] ?? '', why: event.because };
    case 'diagnostic':
      return progress;
    case 'auditing':
      return { ...progress, phase: 'auditing', until: now + event.ms, current: event.kind, why: undefined };
    case 'apply_finished':
      return { ...progress, phase: 'finished' };
    default:
      return event satisfies never;
  }
}

/** Lists below the ones that were named (servers of a key) come on top. */
function listed(progress: Progress, kind: string): Progress {
  const pending = progress.pending.filter((one) => one !== kind);
  const added = pending.length === progress.pending.length ? 1 : 0;
  return { ...progress, done: progress.done + 1, total: progress.total + added, current: kind, pending };
}

/** One line, at most `width` characters wide; undefined: there is nothing under way. */
export function progressLine(progress: Progress, now: number, width: number, view: View): string | undefined {
  const { phase, done, total, current } = progress;
  switch (phase) {
    case 'idle':
    case 'finished':
      return undefined;
    case 'reading':
      return cut(`Reading the account: ${done}/${total}${reading(progress, view)}`, width);
    case 'checking':
      return cut(`Checking ${total} of ${titleOf(current, view)}`, width);
    case 'settling':
      return cut(`Waiting for the account to settle${nextLook(progress, now)}: ${show(current, view)}`, width);
    case 'denied':
      return cut(
        `Too many requests (429), looking before it is sent again${nextLook(progress, now)}: ${show(current, view)}`,
        width,
      );
    case 'auditing':
      return cut(
        `Looking whether anything was bought twice${nextLook(progress, now)}: ${titleOf(current, view)}`,
        width,
      );
    case 'applying':
      return cut(
        `${bar(done, total)} ${done}/${total}${troubles(progress)}${waitOr(pace, progress, now)}  ${show(current, view)}`,
        width,
      );
    default:
      return phase satisfies never;
  }
}

function nextLook({ until }: Progress, now: number): string {
  return until > now ? ` (next look in ${timeLeft(Math.ceil((until - now) / 1000))})` : '';
}

/** What is waited for is what is of interest; of many, the last came just now. */
function reading({ pending, total, current }: Progress, view: View): string {
  if (pending.length > 0 && pending.length < total)
    return `, still to come: ${pending.map((kind) => titleOf(kind, view)).join(', ')}`;
  return current === '' ? '' : ` ${titleOf(current, view)}`;
}

/** While the step that is shown waits, a rate and a time left would say nothing. */
function waitOr(other: typeof pace, progress: Progress, now: number): string {
  const { why, until } = progress;
  if (why === undefined || until <= now) return other(progress, now);
  const left = timeLeft(Math.ceil((until - now) / 1000));
  return why === 'behind' ? `  list behind, next look in ${left}` : `  429, sent again in ${left}`;
}

const BAR = 20;

function bar(done: number, total: number): string {
  const full = total === 0 ? BAR : Math.min(BAR, Math.floor((done / total) * BAR));
  return `[${'='.repeat(full)}${' '.repeat(BAR - full)}]`;
}

function troubles({ failed, skipped }: Progress): string {
  return (failed > 0 ? `  ${failed} failed` : '') + (skipped > 0 ? `  ${skipped} skipped` : '');
}

/** Earlier than this a rate is a guess, and a time left would jump about. */
const SETTLED_MS = 1000;

function pace({ done, total, since }: Progress, now: number): string {
  const elapsed = now - since;
  if (done === 0 || elapsed < SETTLED_MS) return '';
  const rate = (done * 1000) / elapsed;
  return `  ${rate < 10 ? rate.toFixed(1) : String(Math.round(rate))}/s  ${timeLeft(Math.ceil((total - done) / rate))} left`;
}

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function cut(line: string, width: number): string {
  const text = line.trimEnd();
  if (textWidth(text) <= width) return text;
  if (width <= 3) return '.'.repeat(Math.max(0, width));
  return `${Array.from(text)
    .slice(0, width - 3)
    .join('')}...`;
}
