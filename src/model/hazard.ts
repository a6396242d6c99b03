/** Why a change needs a second thought. Each is refused unless its flag, or `--allow HAZARD`, is given. */
export const HAZARDS = [
  'removes-servers',
  'vanished',
  'alike',
  'replaces-key',
  'data-loss',
  'bills-full-month',
  'unlimited',
  'over-guard',
  'unreadable',
] as const;

export type HazardName = (typeof HAZARDS)[number];

export interface Hazard {
  readonly name: HazardName;
  /** One sentence with the numbers that matter. */
  readonly detail: string;
}
