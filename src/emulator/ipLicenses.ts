import { isIPv4 } from 'node:net';
import type { JsonObject } from '../model/json.ts';
import { licenseId } from './account.ts';
import type { IpLicense } from './accountRows.ts';
import type { CallArguments } from './callArguments.ts';
import { isoMinute } from './dates.ts';
import { IMUNIFY_AV_PLUS, IMUNIFY_FAMILY, IP_LICENSE_TYPES } from './products.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** "/server.json": "It can contain up to 100 IP addresses". */
const SERVERS_PER_CALL = 100;

/** "IP-based licenses API", `/ipl`. The `/ip` of the examples is a misprint and is not served. */
export const ipLicenseRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'ipl/availability.json',
    effect: 'look',
    run({ account, args }) {
      const ip = args.ip('ip');
      const types = [...IP_LICENSE_TYPES];
      const owned = types.filter((type) => account.ipLicenses.has(licenseId({ ip, type })));
      const taken = new Set(types.filter((type) => account.foreignLicenses.has(licenseId({ ip, type }))));
      return data({ available: types.filter((type) => !taken.has(type) && !owned.includes(type)), owned });
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/check.json',
    effect: 'look',
    run({ account, args }) {
      const ip = args.ip('ip');
      const known = (type: number) =>
        account.ipLicenses.has(licenseId({ ip, type })) || account.foreignLicenses.has(licenseId({ ip, type }));
      return data([...IP_LICENSE_TYPES].filter(known));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/register.json',
    effect: 'write',
    run({ account, args, now }) {
      const wanted = { ip: args.ip('ip'), type: licenseType(args, 'type') };
      const elsAllowed = args.optional('els_allowed') === undefined ? false : args.flag('els_allowed');
      const owned = account.ipLicenses.get(licenseId(wanted));
      if (owned !== undefined) return data(licenseObject(owned));
      if (account.foreignLicenses.has(licenseId(wanted)))
        throw new Refusal('License is registered by another customer');
      return data(licenseObject(account.ipLicenses.put({ ...wanted, registered: false, created: now, elsAllowed })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/convert.json',
    effect: 'write',
    run({ account, args }) {
      const ip = args.ip('ip');
      const type = licenseType(args, 'type');
      const typeTo = licenseType(args, 'type_to');
      const owned = account.ipLicenses.get(licenseId({ ip, type }));
      const target = licenseId({ ip, type: typeTo });
      const family = IMUNIFY_FAMILY.has(type) && IMUNIFY_FAMILY.has(typeTo) && typeTo !== IMUNIFY_AV_PLUS;
      const free = !account.ipLicenses.has(target) && !account.foreignLicenses.has(target);
      if (owned === undefined || !family || !free) return data(false);
      account.ipLicenses.remove(licenseId(owned));
      account.ipLicenses.put({ ...owned, type: typeTo });
      return data(true);
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/remove.json',
    effect: 'write',
    run(call) {
      const matching = selected(call);
      if (!hasType(call.args)) call.flag('untyped-removal');
      for (const license of matching) call.account.ipLicenses.remove(licenseId(license));
      return data(matching.length > 0);
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/update.json',
    effect: 'write',
    run(call) {
      const matching = selected(call);
      const elsAllowed = call.args.flag('els_allowed');
      for (const license of matching) call.account.ipLicenses.put({ ...license, elsAllowed });
      return data(matching.length > 0);
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/list.json',
    effect: 'list',
    run({ account, render }) {
      return data(render.list(account.ipLicenses.rows(), licenseObject));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ipl/server.json',
    effect: 'list',
    run({ account, args, render }) {
      const ips = args.list('ip');
      if (ips.length > SERVERS_PER_CALL) throw new Refusal('Too many IP addresses');
      if (!ips.every((ip) => isIPv4(ip))) throw new Refusal('Invalid IP address');
      const asked = new Set(ips);
      const servers = account.ipLicenses.filter((license) => asked.has(license.ip));
      return data(
        render.list(servers, (row) => ({
          server_info: row.serverInfo ?? null,
          ...licenseObject(row),
          last_checkin: row.lastCheckin === undefined ? null : isoMinute(row.lastCheckin),
        })),
      );
    },
  }),
];

function licenseObject({ ip, type, registered, created }: IpLicense): JsonObject {
  return { ip, type, registered, created: isoMinute(created) };
}

function licenseType(args: CallArguments, name: string): number {
  const type = args.integer(name);
  if (!IP_LICENSE_TYPES.has(type)) throw new Refusal('Unknown license type');
  return type;
}

function hasType(args: CallArguments): boolean {
  return (args.optional('type') ?? '') !== '';
}

/** The licences on the IP: of the type that was sent, or of every type when none was. */
function selected({ account, args }: Call): readonly IpLicense[] {
  const ip = args.ip('ip');
  if (!hasType(args)) return account.ipLicenses.filter((license) => license.ip === ip);
  const found = account.ipLicenses.get(licenseId({ ip, type: licenseType(args, 'type') }));
  return found === undefined ? [] : [found];
}
