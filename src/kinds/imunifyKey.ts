import { makeAddress } from '../model/address.ts';
import type { ImunifyKeyRow } from '../model/api/rows.ts';
import type { ImunifyKeyBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { mapOutcome } from '../model/outcome.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { checkReserved } from './support/checkReserved.ts';
import { condenseKey } from './support/condenseKey.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { keyBilling } from './support/keyBilling.ts';
import { keyFields } from './support/keyFields.ts';
import { noteToSend } from './support/noteToSend.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A key of "Imunify Product family API". */
export interface ImunifyKeySpec {
  /** Code: AVP, 360_1, 360_5, 360_30, 360_250, 360_UN. */
  readonly product: string;
  /** Servers per key, 0 = unlimited. */
  readonly limit: number;
  readonly note?: string;
  /** Days after which a silent server loses its seat. */
  readonly remove_stale_servers_after?: number;
}

const TYPE = 'imunify_key';

const section: Section<ImunifyKeyBlock> = {
  name: 'imunify_keys',
  expand(name: string, block: ImunifyKeyBlock, tools: ExpandTools): void {
    checkReserved(tools, block.note);
    const spec: ImunifyKeySpec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
    block.servers?.forEach((server, index) => {
      tools.declare({
        type: 'imunify_server',
        name: server,
        spec: { key: { ref: makeAddress(TYPE, name) } },
        // Protecting a key says nothing about its servers; letting go of it leaves no key to place them on.
        lifecycle: block.forget === true ? { forget: true } : {},
        at: ['servers', index],
      });
    });
  },
  condense: (objects) =>
    objects.map((object) => {
      const { product = TYPE } = object.live.spec as Partial<ImunifyKeySpec>;
      const servers = object.children.map(({ id }) => id).sort();
      const fields = { before: { product }, after: { servers: servers.length === 0 ? undefined : servers } };
      const key = condenseKey(object, `imunify-${product}`, fields);
      return { ...key, covers: [...key.covers, ...object.children] };
    }),
};

/**
 * Older lists leave the note out, so no marker rides in it: a create whose answer was lost is found by what it made.
 * A key of another product is another key, to which `im/srv/convert` moves the servers before the old one goes.
 */
export const imunifyKey: ResourceKind<ImunifyKeySpec> = {
  type: TYPE,
  title: 'Imunify key',
  identity: 'assigned',
  secretId: true,
  hasDefaults: true,
  fields: {
    product: { immutable: true },
    limit: {},
    note: { writeOnly: 'sometimes', prose: true },
    remove_stale_servers_after: { local: true },
  },
  replacement: 'create-first',
  seats: { field: 'limit' },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section,

  async list(read) {
    return uniqueById('im/key/list', (await read.imunify.keys()).map(live));
  },

  async create({ write }, { product, limit, note }) {
    return mapOutcome(await write.imunify.createKey({ code: product, limit, ...noteToSend(note, undefined) }), live);
  },

  async update({ write }, { id }, { limit, note }, fields) {
    // The service keeps a note that is not sent, and one that no one could read must not be overwritten by chance.
    const noteArgument = fields.includes('note') && note !== undefined ? { note } : {};
    return mapOutcome(await write.imunify.updateKey({ key: id, limit, ...noteArgument }), live);
  },

  async remove({ read, write }, { id }) {
    return doneIfGone(await write.imunify.removeKey(id), async () =>
      (await read.imunify.keys()).some(({ key }) => key === id),
    );
  },

  billing: ({ product, limit }) => keyBilling(product, limit),
};

function live({ key, code, limit, note, servers }: ImunifyKeyRow): Live<ImunifyKeySpec> {
  return {
    type: TYPE,
    id: key,
    spec: { product: code, limit, ...(note === undefined ? {} : { note }) },
    ...(servers === undefined ? {} : { occupants: servers }),
  };
}
