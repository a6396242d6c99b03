import type { Diagnostic } from '../model/diagnostic.ts';
import type { Hazard, HazardName } from '../model/hazard.ts';
import type { Plan } from '../model/plan.ts';

/** Every hazard of the plan that no flag allows, as an error that names the flag. Empty: apply may start. */
export function refusedHazards(plan: Plan, allowed: ReadonlySet<HazardName>): readonly Diagnostic[] {
  const refused: Diagnostic[] = [];
  const refuse = (hazard: Hazard, where: Pick<Diagnostic, 'address' | 'source'>, subject: string): void => {
    if (allowed.has(hazard.name)) return;
    refused.push({
      severity: 'error',
      code: `hazard-${hazard.name}`,
      summary: `${subject}${hazard.detail}`,
      help: `If that is what you want, pass ${flagFor(hazard.name, where.address)}.`,
      ...where,
    });
  };
  for (const hazard of plan.hazards) refuse(hazard, {}, 'The whole plan: ');
  for (const { address, hazards, source } of plan.changes) {
    for (const hazard of hazards) {
      refuse(hazard, { address, ...(source === undefined ? {} : { source }) }, `${address}: `);
    }
  }
  return refused;
}

function flagFor(hazard: HazardName, address: string | undefined): string {
  switch (hazard) {
    case 'vanished':
      return address === undefined ? '--recreate-all' : `--recreate ${address} (or --recreate-all)`;
    case 'data-loss':
      return '--allow-data-loss (or --allow data-loss)';
    case 'over-guard':
      return '--allow over-guard, or raise the guard';
    case 'removes-servers':
    case 'alike':
    case 'replaces-key':
    case 'bills-full-month':
    case 'unlimited':
    case 'unreadable':
      return `--allow ${hazard}`;
    default:
      return hazard satisfies never;
  }
}
