import type { Json, JsonObject } from '../model/json.ts';
import type { State } from '../model/state.ts';

/** The one text of a state: equal states give equal bytes, and a diff of two files shows what changed and no more. */
export function encodeState(state: State): string {
  const bindings = Object.entries(state.bindings)
    .sort(([a], [b]) => compare(a, b))
    .map(([address, { type, id, applied, protect }]) => [
      address,
      { type, id, applied: sorted(applied), ...(protect && { protect }) },
    ]);
  const intents = state.intents.map(({ seq, address, type, spec, marker, idsBefore, phase }) => ({
    seq,
    address,
    type,
    spec: sorted(spec),
    ...(marker !== undefined && { marker }),
    idsBefore,
    phase,
  }));
  const root = {
    version: state.version,
    lineage: state.lineage,
    serial: state.serial,
    account: state.account,
    seq: state.seq,
    bindings: Object.fromEntries(bindings) as JsonObject,
    intents,
    unremovable: state.unremovable.map(({ type, id, reason }) => ({ type, id, reason })),
  };
  return `${JSON.stringify(root, null, 2)}\n`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => sorted(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member as Json)]));
}

/** By code unit: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
