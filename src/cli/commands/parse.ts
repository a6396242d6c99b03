import { InvalidArgumentError } from 'commander';
import { HAZARDS } from '../../model/hazard.ts';
import type { HazardName } from '../../model/hazard.ts';

/** A whole number from `least` on, and up to `most` where there is a most. Units are the option's. */
export function wholeNumber(least: number, most = Number.POSITIVE_INFINITY): (text: string) => number {
  const range = Number.isFinite(most) ? `from ${least} to ${most}` : `from ${least} on`;
  return (text) => {
    const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`It is to be a whole number ${range}.`);
    return value;
  };
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** A length of time such as `60s`, in milliseconds. */
export function duration(text: string): number {
  const [, digits, unit] = /^(\d{1,6})(ms|s|m)$/u.exec(text) ?? [];
  const ms = UNIT_MS[unit ?? ''];
  if (digits === undefined || ms === undefined) {
    throw new InvalidArgumentError('It is to be a number with a unit: 500ms, 60s or 2m.');
  }
  return Number(digits) * ms;
}

/** A day of the calendar, `2026-12-31`. */
export function day(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
    throw new InvalidArgumentError('It is to be a day, as year-month-day: 2026-12-31.');
  }
  return text;
}

/** Collects an option that may be repeated, and may hold several values with commas between them. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').filter((part) => part !== '')];
}

/** Like `collect`, of hazards alone. */
export function collectHazards(text: string, before: readonly HazardName[] = []): readonly HazardName[] {
  const names = collect(text).map((name) => {
    const hazard = HAZARDS.find((known) => known === name);
    if (hazard === undefined) throw new InvalidArgumentError(`The hazards are ${HAZARDS.join(', ')}.`);
    return hazard;
  });
  return [...before, ...names];
}

/** A number of days, such as `90d`. */
export function days(text: string): number {
  const [, digits] = /^(\d{1,5})d$/u.exec(text) ?? [];
  if (digits === undefined) throw new InvalidArgumentError('It is to be a number of days: 90d.');
  return Number(digits);
}

/** Collects an option that may be repeated, and whose values may hold commas: paths. */
export function append(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
