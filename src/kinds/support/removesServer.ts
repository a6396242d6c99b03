import type { ChangeFacts } from '../../model/kind.ts';
import type { Hazard } from '../../model/hazard.ts';

/** For kinds that are servers. */
export function removesServer({ action }: ChangeFacts): readonly Hazard[] {
  if (action !== 'remove') return [];
  return [
    { name: 'removes-servers', detail: 'This server loses its licence and has to be registered again to get one.' },
  ];
}
