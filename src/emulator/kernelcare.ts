import { isIP } from 'node:net';
import type { Account } from './account.ts';
import type { KernelCareKey } from './accountRows.ts';
import { isoMinute } from './dates.ts';
import { leaveGroups } from './groups.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** "KernelCare API": "key description up to 100 characters". */
const NOTE_MAX = 100;

/** "KernelCare API", `/kcare`. There is no update of a key. */
export const kernelcareRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'kcare/key/create.json',
    effect: 'write',
    run({ account, args, ids, now }) {
      const limit = args.count('limit');
      const note = args.optional('note') ?? '';
      if (note.length > NOTE_MAX) throw new Refusal('Note is too long');
      const key = ids.kernelcareKey();
      account.kernelcareKeys.put({ key, limit, note, enabled: true, created: now, cidrs: [] });
      return data(key);
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/key/delete.json',
    effect: 'write',
    run({ account, args }) {
      const found = account.kernelcareKeys.get(args.text('key'));
      if (found === undefined) return data(false);
      if (found.isDefault === true) throw new Refusal('Default key can not be removed');
      for (const { id } of account.kernelcareServers.filter((server) => server.key === found.key)) {
        removeServer(account, id);
      }
      account.kernelcareKeys.remove(found.key);
      return data(true);
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/key/list.json',
    effect: 'list',
    run({ account, render }) {
      return data(
        render.list(account.kernelcareKeys.rows(), ({ key, enabled, created, limit, note }) => ({
          key,
          enabled,
          created: isoMinute(created),
          limit: render.number(limit),
          ...render.note('note', note),
        })),
      );
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/key/servers.json',
    effect: 'list',
    run(call) {
      const { key } = ownKey(call);
      const servers = call.account.kernelcareServers.filter((server) => server.key === key);
      return data(
        call.render.list(servers, ({ id, ip, created, lastCheckin }) => ({
          server_id: id,
          ip,
          created: isoMinute(created),
          last_checkin: isoMinute(lastCheckin),
        })),
      );
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/key/set_cidr.json',
    effect: 'write',
    run(call) {
      const found = ownKey(call);
      const text = call.args.optional('cidr');
      if (text === undefined) throw new Refusal('Required parameter is missing: cidr');
      const cidrs = text.split(/[\s,;]+/).filter((cidr) => cidr !== '');
      const code = cidrs.map(cidrFault).find((fault) => fault !== 0) ?? 0;
      if (code === 0) call.account.kernelcareKeys.put({ ...found, cidrs });
      return data({ code });
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/srv/remove.json',
    effect: 'write',
    run({ account, args }) {
      const server = account.kernelcareServers.get(args.text('server_id'));
      if (server === undefined) return data(null, 'Server not found');
      removeServer(account, server.id);
      return data({ server_id: server.id, key: server.key });
    },
  }),
];

/** The code of `set_cidr`: 1 for an irregular address, 2 for an irregular prefix, 0 for neither. */
function cidrFault(cidr: string): 0 | 1 | 2 {
  const slash = cidr.indexOf('/');
  const version = isIP(slash < 0 ? cidr : cidr.slice(0, slash));
  if (version === 0) return 1;
  const prefix = slash < 0 ? '' : cidr.slice(slash + 1);
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128) ? 0 : 2;
}

function ownKey({ account, args }: Call): KernelCareKey {
  const found = account.kernelcareKeys.get(args.text('key'));
  if (found === undefined) throw new Refusal('Key not found');
  return found;
}

function removeServer(account: Account, id: string): void {
  account.kernelcareServers.remove(id);
  leaveGroups(account, id);
}
