import type { Spot } from './problems.ts';
import type { Tree } from './tree.ts';

/** The entries of a list of addresses, in columns: a list may have a million, of which no one needs objects. */
export interface IpEntries {
  readonly count: number;
  /** What stands there; `''` for what is no scalar. */
  value(index: number): string;
  spot(index: number): Spot;
  /** How to name it in a message, where its value must not be shown; undefined where it may be. */
  shown(index: number): string | undefined;
}

export const NO_ENTRIES: IpEntries = {
  count: 0,
  value: () => '',
  spot: () => {
    throw new Error('there is no entry');
  },
  shown: () => undefined,
};

/** The items of a list in a manifest. */
export function entriesOf(items: readonly Tree[]): IpEntries {
  const item = (index: number): Tree => {
    const found = items[index];
    if (found === undefined) throw new Error('there is no such entry');
    return found;
  };
  return {
    count: items.length,
    value(index) {
      const at = item(index);
      return at.kind === 'scalar' ? String(at.value) : '';
    },
    spot: item,
    shown(index) {
      const at = item(index);
      return at.kind === 'scalar' && at.shown.includes('${') ? at.shown : undefined;
    },
  };
}
