import type { JsonObject } from '../model/json.ts';
import type { ElsKey, ElsServer } from './accountRows.ts';
import type { CallArguments } from './callArguments.ts';
import { elsTimestamp } from './dates.ts';
import { ELS_PRODUCTS } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Answer, type Call, type Route } from './route.ts';

/** "ELS Products API", `/els`: the methods of the 2024 text, and the GET forms with `code` of the 2023 text. */
export const elsRoutes: readonly Route[] = [
  route({
    methods: ['POST', 'GET'],
    path: 'els/key/create.json',
    effect: 'write',
    run(call) {
      const productType = product(call.args);
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? '';
      const row = call.account.elsKeys.put({ key: call.ids.elsKey(productType), productType, limit, note });
      return data(keyObject(call, row));
    },
  }),
  route({
    methods: ['PUT', 'GET'],
    path: 'els/key/update.json',
    effect: 'write',
    run(call) {
      const found = ownKey(call);
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? found.note;
      return data(keyObject(call, call.account.elsKeys.put({ ...found, limit, note })));
    },
  }),
  route({
    methods: ['DELETE', 'GET'],
    path: 'els/key/remove.json',
    effect: 'write',
    run(call) {
      // The text prints this path for the removal of a server too; nobody knows what the service makes of it.
      if (call.args.optional('key') === undefined && call.args.optional('id') !== undefined) {
        call.flag('misprint');
        return removeServer(call);
      }
      const { key } = ownKey(call);
      const servers = call.account.elsServers.filter((server) => server.key === key);
      for (const { id } of servers) call.account.elsServers.remove(id);
      call.account.elsKeys.remove(key);
      return data(servers.map(() => ({ key })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'els/key/list.json',
    effect: 'list',
    run(call) {
      const productType = product(call.args);
      const keys = call.account.elsKeys.filter((row) => row.productType === productType);
      return data(call.render.list(keys, (row) => keyObject(call, row)));
    },
  }),
  route({
    methods: ['GET'],
    path: 'els/srv/list.json',
    effect: 'list',
    run(call) {
      const productType = product(call.args);
      const only = call.args.optional('key') === undefined ? undefined : ownKey(call).key;
      const servers = call.account.elsServers.filter(
        ({ key }) => (only === undefined || key === only) && call.account.elsKeys.get(key)?.productType === productType,
      );
      // The one list whose order the text promises ("ordered by last check in"): it is never shuffled.
      servers.sort((a, b) => b.lastCheckin - a.lastCheckin);
      return data(servers.map((row) => serverObject(call, row)));
    },
  }),
  route({ methods: ['DELETE', 'GET'], path: 'els/srv/remove.json', effect: 'write', run: removeServer }),
];

function removeServer(call: Call): Answer {
  const removed = call.account.elsServers.remove(call.args.text('id'));
  if (removed === undefined) throw new Refusal('Server not found');
  return data(serverObject(call, removed));
}

function product(args: CallArguments): string {
  return args.oneOf(args.optional('code') === undefined ? 'productType' : 'code', ELS_PRODUCTS, 'product type');
}

function keyObject({ render }: Call, { key, productType, limit, note }: ElsKey): JsonObject {
  return { key, productCode: productType, usageLimit: render.number(limit), ...render.note('description', note) };
}

function serverObject({ render }: Call, { id, key, ip, hostname, lastCheckin }: ElsServer): JsonObject {
  return { id: render.number(Number(id)), key, ip, hostname, lastCheckin: elsTimestamp(lastCheckin) };
}

function ownKey({ account, args }: Call): ElsKey {
  const found = account.elsKeys.get(args.text('key'));
  if (found === undefined) throw new Refusal('Key not found');
  return found;
}
