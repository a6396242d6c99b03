import type { ReadApi } from '../model/api/readApi.ts';
import type { CloudLinuxKeyRow } from '../model/api/rows.ts';
import type { CloudlinuxKeyBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { joinNote } from '../model/marker.ts';
import { mapOutcome } from '../model/outcome.ts';
import { CLOUDLINUX_CODES } from '../model/product.ts';
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

/** A key of "CloudLinux products API". */
export interface CloudlinuxKeySpec {
  /** Product type: CL, CLP, CLS, CLADMIN. */
  readonly product: string;
  /** Servers per key, 0 = unlimited. */
  readonly limit: number;
  /** The API's `description`. */
  readonly note?: string;
}

const TYPE = 'cloudlinux_key';
/** No text gives a length; this is what such columns commonly hold. */
const NOTE_MAX = 255;

const section: Section<CloudlinuxKeyBlock> = {
  name: 'cloudlinux_keys',
  expand(name: string, block: CloudlinuxKeyBlock, tools: ExpandTools): void {
    checkNote(tools, name, block.note, NOTE_MAX);
    const spec: CloudlinuxKeySpec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
  },
  condense: (objects) =>
    objects.map((object) => {
      const { product = TYPE } = object.live.spec as Partial<CloudlinuxKeySpec>;
      return condenseKey(object, product, { before: { product } });
    }),
};

/** Listed one product at a time. Servers cannot be moved: a key of another product leaves its hosts to register again. */
export const cloudlinuxKey: ResourceKind<CloudlinuxKeySpec> = {
  type: TYPE,
  title: 'CloudLinux key',
  identity: 'assigned',
  secretId: true,
  hasDefaults: true,
  fields: { product: { immutable: true }, limit: {}, note: { prose: true } },
  replacement: 'create-first',
  marker: { field: 'note', maxLength: NOTE_MAX },
  seats: { field: 'limit' },
  section,

  async list(read, scope) {
    const rows = await keysOf(read, productsInScope(scope, CLOUDLINUX_CODES));
    return uniqueById('v2/cl/keys', rows.map(live));
  },

  async create({ write }, { product, limit, note }, marker) {
    const answer = await write.cloudlinux.createKey({ productType: product, limit, ...noteToSend(note, marker) });
    return mapOutcome(answer, live);
  },

  async update({ write }, { id, marker }, { limit, note }) {
    // Whether a note that is not sent is kept is not documented, so it always is, with its marker.
    return mapOutcome(await write.cloudlinux.updateKey({ key: id, limit, note: joinNote(note ?? '', marker) }), live);
  },

  async remove({ read, write }, { id, spec }) {
    const products = spec.product === undefined ? CLOUDLINUX_CODES : [spec.product];
    return doneIfGone(await write.cloudlinux.removeKey(id), async () =>
      (await keysOf(read, products)).some(({ key }) => key === id),
    );
  },

  hazards: replacesKey,
  billing: ({ product, limit }) => keyBilling(product, limit),
};

async function keysOf(read: ReadApi, products: readonly string[]): Promise<readonly CloudLinuxKeyRow[]> {
  return (await parallelMap(products, READ_CONCURRENCY, (product) => read.cloudlinux.keys(product))).flat();
}

function live({ key, productType, limit, description }: CloudLinuxKeyRow): Live<CloudlinuxKeySpec> {
  const { note, ...marks } = noteFields(description);
  return { type: TYPE, id: key, spec: { product: productType, limit, note }, ...marks };
}
