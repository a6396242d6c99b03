import type { HazardName } from '../model/hazard.ts';
import type { ApplyingOptions } from './commands/changeOptions.ts';

/** The hazards that were allowed by flags. */
export function allowedHazards({ allow = [], allowDataLoss }: ApplyingOptions): ReadonlySet<HazardName> {
  return new Set([...allow, ...(allowDataLoss === true ? (['data-loss'] as const) : [])]);
}
