import type { JsonObject } from '../model/json.ts';
import type { ImunifyKey, ImunifyServer } from './accountRows.ts';
import { isoMinute } from './dates.ts';
import { leaveGroups } from './groups.ts';
import { IMUNIFY_CODES } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** "Imunify Product family API", `/im`. */
export const imunifyRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'im/key/create.json',
    effect: 'write',
    run(call) {
      const code = call.args.oneOf('code', IMUNIFY_CODES, 'product code');
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? '';
      return data(keyObject(call, call.account.imunifyKeys.put({ key: call.ids.imunifyKey(code), code, limit, note })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/key/update.json',
    effect: 'write',
    run(call) {
      const found = ownKey(call);
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? found.note;
      const updated = call.account.imunifyKeys.put({ ...found, limit, note });
      return data({ ...keyObject(call, updated), servers: call.render.number(serversOf(call, found.key).length) });
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/key/remove.json',
    effect: 'write',
    run(call) {
      const found = ownKey(call);
      if (found.isDefault === true) throw new Refusal('Default key can not be removed');
      const servers = serversOf(call, found.key);
      for (const server of servers) removeServer(call, server.id);
      call.account.imunifyKeys.remove(found.key);
      return data(servers.map(({ id, key }) => ({ id, key })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/key/list.json',
    effect: 'list',
    run(call) {
      const occupied = new Map<string, number>();
      for (const { key } of call.account.imunifyServers.rows()) occupied.set(key, (occupied.get(key) ?? 0) + 1);
      return data(
        call.render.list(call.account.imunifyKeys.rows(), (row) => ({
          ...keyObject(call, row),
          servers: call.render.number(occupied.get(row.key) ?? 0),
        })),
      );
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/srv/list.json',
    effect: 'list',
    run(call) {
      return data(call.render.list(serversOf(call, ownKey(call).key), listedServer));
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/srv/remove.json',
    effect: 'write',
    run(call) {
      const { id, key } = ownServer(call);
      removeServer(call, id);
      return data({ id, key });
    },
  }),
  route({
    methods: ['GET'],
    path: 'im/srv/convert.json',
    effect: 'write',
    run(call) {
      const server = ownServer(call);
      const target = ownKey(call);
      const full = target.limit > 0 && serversOf(call, target.key).length >= target.limit;
      if (server.key !== target.key && full) throw new Refusal('Key limit exceeded');
      call.account.imunifyServers.put({ ...server, key: target.key });
      return data({ id: server.id, key: target.key });
    },
  }),
];

function keyObject({ render }: Call, { key, limit, code, note }: ImunifyKey): JsonObject {
  const shown = { key, limit: render.number(limit), code };
  if (render.shape.notes === 'off') return shown;
  return { ...shown, type: IMUNIFY_CODES.get(code) ?? 0, note: note === '' ? null : note };
}

function listedServer({ id, ip, key, lastCheckin }: ImunifyServer): JsonObject {
  return { id, ip, key, last_checkin: isoMinute(lastCheckin) };
}

function ownKey({ account, args }: Call): ImunifyKey {
  const found = account.imunifyKeys.get(args.text('key'));
  if (found === undefined) throw new Refusal('Key not found');
  return found;
}

function ownServer({ account, args }: Call): ImunifyServer {
  const found = account.imunifyServers.get(args.text('id'));
  if (found === undefined) throw new Refusal('Server not found');
  return found;
}

function serversOf({ account }: Call, key: string): readonly ImunifyServer[] {
  return account.imunifyServers.filter((server) => server.key === key);
}

/** Its backup stays and is still billed: the texts tie the two together nowhere. */
function removeServer({ account }: Call, id: string): void {
  account.imunifyServers.remove(id);
  leaveGroups(account, id);
}
