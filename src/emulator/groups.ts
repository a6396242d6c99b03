import type { JsonObject } from '../model/json.ts';
import type { Account } from './account.ts';
import type { ServerGroup } from './accountRows.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** "Server Groups for Imunify/KernelCare API", `/group`. A group can be neither changed nor removed. */
export const groupRoutes: readonly Route[] = [
  route({
    methods: ['POST'],
    path: 'group/create.json',
    effect: 'write',
    run(call) {
      const name = call.args.text('name');
      if (call.account.groups.has(name)) throw new Refusal('Group already exists');
      const description = call.args.optional('description') ?? '';
      return data(groupObject(call, call.account.groups.put({ name, description, servers: [] })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'group/list.json',
    effect: 'list',
    run(call) {
      return data(call.render.list(call.account.groups.rows(), (group) => groupObject(call, group)));
    },
  }),
  route({
    methods: ['GET'],
    path: 'group/servers/list.json',
    effect: 'list',
    run(call) {
      return data(call.render.list(ownGroup(call).servers, (id) => serverObject(call.account, id) ?? { id }));
    },
  }),
  route({
    methods: ['PUT'],
    path: 'group/servers/put.json',
    effect: 'write',
    run(call) {
      const group = ownGroup(call);
      const ids = call.args.list('server_ids');
      const added = ids.map((id) => {
        const found = serverObject(call.account, id);
        if (found === undefined) throw new Refusal('Server not found');
        return found;
      });
      call.account.groups.put({ ...group, servers: [...new Set([...group.servers, ...ids])] });
      return data(added);
    },
  }),
  route({
    methods: ['DELETE'],
    path: 'group/servers/remove.json',
    effect: 'write',
    run(call) {
      const group = ownGroup(call);
      const ids = new Set(call.args.list('server_ids'));
      const removed = group.servers.filter((id) => ids.has(id));
      call.account.groups.put({ ...group, servers: group.servers.filter((id) => !ids.has(id)) });
      return data(removed.map((id) => serverObject(call.account, id) ?? { id }));
    },
  }),
];

/** A server that is gone from the account is a member of nothing. */
export function leaveGroups(account: Account, serverId: string): void {
  for (const group of account.groups.filter(({ servers }) => servers.includes(serverId))) {
    account.groups.put({ ...group, servers: group.servers.filter((id) => id !== serverId) });
  }
}

function groupObject({ render }: Call, { name, description }: ServerGroup): JsonObject {
  return { name, ...render.note('description', description) };
}

function serverObject(account: Account, id: string): JsonObject | undefined {
  const imunify = account.imunifyServers.get(id);
  if (imunify !== undefined) return { id, hostName: imunify.ip, ip: imunify.ip, type: 'IMUNIFY' };
  const kernelcare = account.kernelcareServers.get(id);
  if (kernelcare !== undefined) return { id, hostName: kernelcare.ip, ip: kernelcare.ip, type: 'KERNELCARE' };
  return undefined;
}

function ownGroup({ account, args }: Call): ServerGroup {
  const found = account.groups.get(args.text('name'));
  if (found === undefined) throw new Refusal('Group not found');
  return found;
}
