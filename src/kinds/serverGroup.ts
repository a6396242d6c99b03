import type { GroupServerRow } from '../model/api/rows.ts';
import type { ServerGroupBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { JsonObject } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import type { Outcome } from '../model/outcome.ts';
import { done, mapOutcome } from '../model/outcome.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { definedFields } from '../model/section.ts';
import { parallelMap } from './support/parallelMap.ts';
import { readBeforeSending } from './support/readBeforeSending.ts';
import { READ_CONCURRENCY } from './support/readConcurrency.ts';
import { uniqueById } from './support/uniqueById.ts';
import { unproven } from './support/unproven.ts';

/** "Server Groups for Imunify/KernelCare API". */
export interface ServerGroupSpec {
  readonly name: string;
  readonly description?: string;
  /** Ids of the members, in no order. Absent: not managed, or not asked for. */
  readonly servers?: readonly string[];
}

const TYPE = 'server_group';
/** Ids in one call: they stand in its address, which servers commonly cut at 8 KB. */
const IDS_PER_CALL = 100;

const section: Section<ServerGroupBlock> = {
  name: 'server_groups',
  expand(name: string, { description, servers }: ServerGroupBlock, tools: ExpandTools): void {
    const spec: ServerGroupSpec = {
      name,
      ...(description === undefined ? {} : { description }),
      ...(servers === undefined ? {} : { servers }),
    };
    tools.declare({ name, spec });
  },
  condense: (objects) =>
    objects.map(({ live: there, protect }) => {
      const { description, servers = [] } = there.spec as Partial<ServerGroupSpec>;
      const block = definedFields({
        description: description === '' ? undefined : description,
        servers: [...servers].sort(),
        protect,
      });
      return { name: there.id, exact: true, block, covers: [there] };
    }),
};

/** The API makes groups and fills them; it neither describes one anew nor deletes it. */
export const serverGroup: ResourceKind<ServerGroupSpec> = {
  type: TYPE,
  title: 'server group',
  identity: 'natural',
  fields: {
    name: {},
    description: { frozen: "the API has no call that changes a group's description", prose: true },
    servers: { unordered: true, afterCreate: true },
  },
  section,
  residue: 'the API cannot delete a group: the members that were managed are taken out and the group stays',

  async list(read, { all, names, specs }) {
    // Members take a call a group, and those that nobody manages are none of ours: what is not seen is never taken
    // for something that was written.
    const managed = new Set(specs.flatMap(({ name, servers }) => (servers === undefined ? [] : [name])));
    const isAsked = (name: string): boolean => managed.has(name) || (all && !names.has(name));
    const rows = await parallelMap(await read.groups.list(), READ_CONCURRENCY, async ({ name, description }) => {
      if (!isAsked(name)) return live({ name, description });
      const servers = (await read.groups.servers(name)).map(({ id }) => id).sort();
      return live({ name, description, servers });
    });
    return uniqueById('group/list', rows);
  },

  async create({ write }, { name, description }) {
    const answer = await write.groups.create({ name, ...(description === undefined ? {} : { description }) });
    return mapOutcome(answer, (row) => live({ name: row.name, description: row.description, servers: [] }));
  },

  async update({ write }, group, { servers: wanted }, fields) {
    if (!fields.includes('servers') || wanted === undefined) return done(group);
    const name = group.id;
    const there = group.spec.servers ?? [];
    const gone = await inChunks(without(there, wanted), (serverIds) => write.groups.removeServers({ name, serverIds }));
    if (gone.status !== 'done') return gone;
    const added = await inChunks(without(wanted, there), async (serverIds) =>
      checkAdded(await write.groups.putServers({ name, serverIds }), serverIds),
    );
    return mapOutcome(added, () => live({ ...group.spec, name, servers: wanted }));
  },

  async remove({ read, write }, { id: name, spec }, applied) {
    if (applied !== undefined && applied.servers === undefined) return done(undefined);
    const members = await readBeforeSending(
      async () => spec.servers ?? (await read.groups.servers(name)).map(({ id }) => id),
    );
    if (members.status !== 'done') return members;
    const gone = applied === undefined ? members.value : both(members.value, writtenServers(applied));
    return inChunks(gone, (serverIds) => write.groups.removeServers({ name, serverIds }));
  },
};

/** "Returns a list of added servers": one that is not in it was perhaps not added. */
function checkAdded(answer: Outcome<readonly GroupServerRow[]>, asked: readonly string[]): Outcome<void> {
  if (answer.status !== 'done') return answer;
  const missed = without(
    asked,
    answer.value.map(({ id }) => id),
  );
  if (missed.length === 0) return done(undefined);
  return unproven('group/servers/put', `the answer does not show ${missed.join(', ')} among the servers added`);
}

/** One call after the other, until one of them fails. */
async function inChunks(
  ids: readonly string[],
  send: (ids: readonly string[]) => Promise<Outcome<unknown>>,
): Promise<Outcome<void>> {
  for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
    const outcome = await send(ids.slice(start, start + IDS_PER_CALL));
    if (outcome.status !== 'done') return outcome;
  }
  return done(undefined);
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const taken = new Set(others);
  return ids.filter((id) => !taken.has(id));
}

function both(ids: readonly string[], others: readonly string[]): readonly string[] {
  return without(ids, without(ids, others));
}

function writtenServers({ servers }: JsonObject): readonly string[] {
  return Array.isArray(servers) ? servers.filter((id) => typeof id === 'string') : [];
}

function live(spec: ServerGroupSpec): Live<ServerGroupSpec> {
  return { type: TYPE, id: spec.name, name: spec.name, spec, ...(spec.servers?.length === 0 ? { inert: true } : {}) };
}
