import type { ChangeFacts } from '../../model/kind.ts';
import type { Hazard } from '../../model/hazard.ts';

/** For keys whose servers cannot be moved through the API: a replacement leaves every host with a key that is gone. */
export function replacesKey({ action, fields }: ChangeFacts): readonly Hazard[] {
  if (action !== 'replace') return [];
  return [
    {
      name: 'replaces-key',
      detail: `The API cannot change the ${fields.join(' and ')} of this key: a new key takes its place, and every host registered with the old one must be registered again with the new one.`,
    },
  ];
}
