import type { Json, JsonObject } from './json.ts';
import type { Live } from './live.ts';

/** What a list shows in a field of an object. Undefined: the object is not there, or its list does not show the field. */
export function shownValue(live: Pick<Live, 'spec'> | undefined, field: string): Json | undefined {
  const spec = live?.spec as JsonObject | undefined;
  return spec !== undefined && Object.hasOwn(spec, field) ? spec[field] : undefined;
}
