import type { ReadApi } from '../model/api/readApi.ts';
import type { ElsKeyRow } from '../model/api/rows.ts';
import type { ElsKeyBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { joinNote } from '../model/marker.ts';
import { mapOutcome } from '../model/outcome.ts';
import { ELS_CODES } from '../model/product.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { checkNote } from './support/checkNote.ts';
import { condenseKey } from './support/condenseKey.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { keyBilling } from './support/keyBilling.ts';
import { keyFields } from './support/keyFields.ts';
import { noteFields } from './support/noteFields.ts';
import { noteToSend } from './support/noteToSend.ts';
import { parallelMap } from './support/parallelMap.ts';
import { productsInScope } from './support/productsInScope.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { replacesKey } from './support/replacesKey.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A key of "ELS Products API". */
export interface ElsKeySpec {
  /** Product type: `ELS_FOR_CENTOS7`. */
  readonly product: string;
  /** Servers per key, 0 = unlimited. */
  readonly limit: number;
  /** The API's `description`. */
  readonly note?: string;
  /** Days after which a silent server loses its seat. */
  readonly remove_stale_servers_after?: number;
}

const TYPE = 'els_key';
/** No text gives a length; this is what such columns commonly hold. */
const NOTE_MAX = 255;

const section: Section<ElsKeyBlock> = {
  name: 'els_keys',
  expand(name: string, block: ElsKeyBlock, tools: ExpandTools): void {
    checkNote(tools, name, block.note, NOTE_MAX);
    const spec: ElsKeySpec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
  },
  condense: (objects) =>
    objects.map((object) => {
      const { product = TYPE } = object.live.spec as Partial<ElsKeySpec>;
      return condenseKey(object, product, { before: { product } });
    }),
};

/** Listed one product at a time. Servers cannot be moved: a key of another product leaves its hosts to register again. */
export const elsKey: ResourceKind<ElsKeySpec> = {
  type: TYPE,
  title: 'ELS key',
  identity: 'assigned',
  secretId: true,
  fields: {
    product: { immutable: true },
    limit: {},
    note: { prose: true },
    remove_stale_servers_after: { local: true },
  },
  replacement: 'create-first',
  marker: { field: 'note', maxLength: NOTE_MAX },
  seats: { field: 'limit' },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section,

  async list(read, scope) {
    const rows = await keysOf(read, productsInScope(scope, ELS_CODES));
    return uniqueById('els/key/list', rows.map(live));
  },

  async create({ write }, { product, limit, note }, marker) {
    return mapOutcome(await write.els.createKey({ productType: product, limit, ...noteToSend(note, marker) }), live);
  },

  async update({ write }, { id, marker }, { limit, note }) {
    // A note is always sent, so that it is written back with its marker even when only the limit changes.
    return mapOutcome(await write.els.updateKey({ key: id, limit, note: joinNote(note ?? '', marker) }), live);
  },

  async remove({ read, write }, { id, spec }) {
    const products = spec.product === undefined ? ELS_CODES : [spec.product];
    return doneIfGone(await write.els.removeKey(id), async () =>
      (await keysOf(read, products)).some(({ key }) => key === id),
    );
  },

  hazards: replacesKey,
  billing: ({ product, limit }) => keyBilling(product, limit),
};

async function keysOf(read: ReadApi, products: readonly string[]): Promise<readonly ElsKeyRow[]> {
  return (await parallelMap(products, READ_CONCURRENCY, (product) => read.els.keys(product))).flat();
}

function live({ key, productType, limit, description }: ElsKeyRow): Live<ElsKeySpec> {
  const { note, ...marks } = noteFields(description);
  return { type: TYPE, id: key, spec: { product: productType, limit, note }, ...marks };
}
