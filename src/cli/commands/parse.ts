import { InvalidArgumentError } from 'commander';
import { HAZARDS } from '../../model/hazard.ts';
import type { HazardName } from '../../model/hazard.ts';

/** A whole number from `least` on. Units are the option's. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least)) throw new InvalidArgumentError(`It is to be a whole number from ${least} on.`);
    return value;
  };
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
