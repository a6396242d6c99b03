import type { KernelCareKeyRow } from '../model/api/rows.ts';
import type { KernelcareKeyBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, mapOutcome } from '../model/outcome.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { checkNote } from './support/checkNote.ts';
import { condenseKey } from './support/condenseKey.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { keyBilling } from './support/keyBilling.ts';
import { keyFields } from './support/keyFields.ts';
import { noteFields } from './support/noteFields.ts';
import { noteToSend } from './support/noteToSend.ts';
import { replacesKey } from './support/replacesKey.ts';
import { saidToBeNone } from './support/saidToBeNone.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A key of "KernelCare API". */
export interface KernelcareKeySpec {
  /** Servers per key, 0 = unlimited. */
  readonly limit: number;
  readonly note?: string;
  /** Networks that may register with it. No call shows them. */
  readonly cidrs?: readonly string[];
  /** Days after which a silent server loses its seat. */
  readonly remove_stale_servers_after?: number;
}

const TYPE = 'kernelcare_key';
/** "/key/create.json": "key description up to 100 characters". */
const NOTE_MAX = 100;

const section: Section<KernelcareKeyBlock> = {
  name: 'kernelcare_keys',
  expand(name: string, block: KernelcareKeyBlock, tools: ExpandTools): void {
    checkNote(tools, name, block.note, NOTE_MAX);
    const spec: KernelcareKeySpec = {
      ...keyFields(block),
      ...(block.cidrs === undefined ? {} : { cidrs: tools.networks(['cidrs']) }),
    };
    tools.declare({ name, spec });
  },
  condense: (objects) =>
    objects.map((object) => {
      const { cidrs } = object.live.spec as Partial<KernelcareKeySpec>;
      return condenseKey(object, 'kernelcare', { after: { cidrs } });
    }),
};

/** There is no update call: only the networks of a key can change, by `kcare/key/set_cidr`. */
export const kernelcareKey: ResourceKind<KernelcareKeySpec> = {
  type: TYPE,
  title: 'KernelCare key',
  identity: 'assigned',
  secretId: true,
  hasDefaults: true,
  fields: {
    limit: { immutable: true },
    note: { immutable: true, prose: true },
    cidrs: { writeOnly: true, unordered: true, afterCreate: true },
    remove_stale_servers_after: { local: true },
  },
  replacement: 'create-first',
  marker: { field: 'note', maxLength: NOTE_MAX },
  seats: { field: 'limit' },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section,

  async list(read) {
    return uniqueById('kcare/key/list', (await read.kernelcare.keys()).map(live));
  },

  async create({ write }, { limit, note }, marker) {
    const text = noteToSend(note, marker);
    return mapOutcome(await write.kernelcare.createKey({ limit, ...text }), (key) =>
      live({ key, limit, note: text.note ?? '' }),
    );
  },

  async update({ write }, key, { cidrs }, fields) {
    if (!fields.includes('cidrs') || cidrs === undefined) return done(key);
    return mapOutcome(await write.kernelcare.setCidr({ key: key.id, cidrs }), () => key);
  },

  async remove({ read, write }, { id }) {
    return doneIfGone(saidToBeNone('kcare/key/delete', await write.kernelcare.deleteKey(id)), async () =>
      (await read.kernelcare.keys()).some(({ key }) => key === id),
    );
  },

  hazards: replacesKey,
  billing: ({ limit }) => keyBilling('kernelcare', limit),
};

function live({ key, limit, note: text }: KernelCareKeyRow): Live<KernelcareKeySpec> {
  const { note, ...marks } = noteFields(text);
  return { type: TYPE, id: key, spec: { limit, note }, ...marks };
}
