import type { Hazard } from '../../model/hazard.ts';
import type { ChangeFacts } from '../../model/kind.ts';

/** For keys whose servers cannot be moved through the API: a replacement leaves every host with a key that is gone. */
export function replacesKey({ action }: ChangeFacts): readonly Hazard[] {
  if (action !== 'replace') return [];
  return [
    {
      name: 'replaces-key',
      detail:
        'A new key takes the place of this one: every host registered with the old key must be registered again with the new one.',
    },
  ];
}
