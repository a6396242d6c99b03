import type { JsonObject } from '../model/json.ts';
import type { CloudLinuxKey, CloudLinuxServer } from './accountRows.ts';
import { CLOUDLINUX_PRODUCTS } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** "CloudLinux products API", `/v2/cl`: arguments in the query string, whatever the method. */
export const cloudlinuxRoutes: readonly Route[] = [
  route({
    methods: ['POST'],
    path: 'v2/cl/keys',
    effect: 'write',
    style: 'v2',
    run(call) {
      const productType = product(call);
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? '';
      const row = call.account.cloudlinuxKeys.put({ key: call.ids.cloudlinuxKey(), productType, limit, note });
      return data(keyObject(call, row));
    },
  }),
  route({
    methods: ['PATCH'],
    path: 'v2/cl/keys',
    effect: 'write',
    style: 'v2',
    run(call) {
      const found = ownKey(call);
      const limit = call.args.count('limit');
      const note = call.args.optional('note') ?? found.note;
      return data(keyObject(call, call.account.cloudlinuxKeys.put({ ...found, limit, note })));
    },
  }),
  route({
    methods: ['DELETE'],
    path: 'v2/cl/keys',
    effect: 'write',
    style: 'v2',
    run(call) {
      const { key, isDefault } = ownKey(call);
      if (isDefault === true) throw new Refusal('Default key can not be removed');
      for (const { id } of call.account.cloudlinuxServers.filter((server) => server.key === key)) {
        call.account.cloudlinuxServers.remove(id);
      }
      call.account.cloudlinuxKeys.remove(key);
      return data({ key });
    },
  }),
  route({
    methods: ['GET'],
    path: 'v2/cl/keys',
    effect: 'list',
    style: 'v2',
    run(call) {
      const productType = product(call);
      const keys = call.account.cloudlinuxKeys.filter((row) => row.productType === productType);
      return data(call.render.list(keys, (row) => keyObject(call, row)));
    },
  }),
  route({
    methods: ['GET'],
    path: 'v2/cl/servers',
    effect: 'list',
    style: 'v2',
    run(call) {
      const productType = product(call);
      const { cloudlinuxKeys, cloudlinuxServers } = call.account;
      const servers = cloudlinuxServers.filter(({ key }) => cloudlinuxKeys.get(key)?.productType === productType);
      return data(call.render.list(servers, (row) => serverObject(call, row)));
    },
  }),
  route({
    methods: ['DELETE'],
    path: 'v2/cl/servers',
    effect: 'write',
    style: 'v2',
    run(call) {
      const removed = call.account.cloudlinuxServers.remove(call.args.text('id'));
      if (removed === undefined) throw new Refusal('Server not found');
      return data(serverObject(call, removed));
    },
  }),
  route({
    methods: ['GET'],
    path: 'v2/cl/sub-account/servers',
    effect: 'list',
    style: 'v2',
    run({ account, render }) {
      return data(
        render.list(account.subAccountServers.rows(), ({ login, email, serverId, serverKey, version, ip }) => ({
          sub_account_login: login,
          sub_account_email: email,
          server_id: render.number(Number(serverId)),
          server_key: serverKey,
          version,
          ip,
        })),
      );
    },
  }),
];

function product({ args }: Call): string {
  return args.oneOf('productType', CLOUDLINUX_PRODUCTS, 'product type');
}

/** The product comes back in lower case, whatever was sent. */
function keyObject({ render }: Call, { key, productType, limit, note }: CloudLinuxKey): JsonObject {
  return {
    key,
    product_type: productType.toLowerCase(),
    usage_limit: render.number(limit),
    ...render.note('description', note),
  };
}

function serverObject({ render }: Call, { id, key, ip, hostname }: CloudLinuxServer): JsonObject {
  return { id: render.number(Number(id)), key, ip, hostname };
}

function ownKey({ account, args }: Call): CloudLinuxKey {
  const found = account.cloudlinuxKeys.get(args.text('key'));
  if (found === undefined) throw new Refusal('Key not found');
  return found;
}
