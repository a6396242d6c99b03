import type { Hazard } from '../model/hazard.ts';
import type { Change } from '../model/change.ts';
import type { Guards } from '../model/manifest.ts';

/** What the plan as a whole exceeds. A replacement buys one and removes one. */
export function guardHazards(guards: Guards, changes: Iterable<Change>, bound: number): readonly Hazard[] {
  let creates = 0;
  let removes = 0;
  let touched = 0;
  for (const { action } of changes) {
    if (action === 'create' || action === 'replace') creates += 1;
    if (action === 'remove' || action === 'replace') removes += 1;
    if (action === 'update' || action === 'replace' || action === 'remove') touched += 1;
  }
  const hazards: Hazard[] = [];
  const over = (what: string, count: number, limit: number | undefined, guard: string): void => {
    if (limit === undefined || count <= limit) return;
    hazards.push({ name: 'over-guard', detail: `${count} ${what}, but ${guard} is ${limit}.` });
  };
  over('creates', creates, guards.maxCreates, 'guards.max_creates');
  over('removals', removes, guards.maxRemoves, 'guards.max_removes');
  const percent = bound === 0 ? 0 : Math.round((touched / bound) * 1000) / 10;
  over('% of what is managed would change', percent, guards.maxChangePercent, 'guards.max_change_percent');
  return hazards;
}
