import { maskKeyLike } from '../../model/keyLike.ts';
import type { Json } from '../../model/json.ts';
import type { CondensedBlock, CondenseObject } from '../../model/section.ts';
import { definedFields } from '../../model/section.ts';
import { nameFromText } from './nameFromText.ts';

/** What specs of all kinds of keys have in common, as far as a list shows it. */
interface ShownKey {
  readonly limit?: number;
  readonly note?: string;
  readonly remove_stale_servers_after?: number;
}

/**
 * A key as a block of its own, called after the name in clnform's marker, else after its note, else after `product`.
 * Keys of the same name are told apart by the last characters of the key, which is how every view shows them.
 */
export function condenseKey(
  { live, boundName, protect }: CondenseObject,
  product: string,
  fields: {
    readonly before?: Readonly<Record<string, Json | undefined>>;
    readonly after?: Readonly<Record<string, Json | undefined>>;
  },
): CondensedBlock {
  const { limit, note, remove_stale_servers_after: stale } = live.spec as ShownKey;
  const block = definedFields({
    ...fields.before,
    limit,
    note: note === '' ? undefined : note,
    ...fields.after,
    remove_stale_servers_after: stale === undefined ? undefined : `${stale}d`,
    protect,
  });
  if (boundName !== undefined) return { name: boundName, exact: true, block, covers: [live] };
  const name = markedName(live.marker) ?? nameFromNote(note ?? '', product);
  return { name, tail: nameFromText(live.id.slice(-4)), block, covers: [live] };
}

/** A note of digits alone says too little to be a name by itself; a licence key in it is not to get into an address. */
function nameFromNote(note: string, product: string): string {
  const name = nameFromText(maskKeyLike(note));
  if (/[a-z]/u.test(name)) return name;
  return nameFromText(`${product} ${name}`);
}

/** The name that clnform once gave the key; a marker holds no more than the beginning of a long one. */
function markedName(marker: string | undefined): string | undefined {
  if (marker === undefined) return undefined;
  const [, name] = /^\[clnform:([A-Za-z0-9][A-Za-z0-9._-]*)#/u.exec(marker) ?? [];
  return name;
}
