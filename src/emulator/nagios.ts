import type { Account } from './account.ts';
import { licenseId } from './account.ts';
import type { KernelCareServer } from './accountRows.ts';
import { KERNELCARE_TYPES } from './products.ts';
import { Refusal } from './refusal.ts';
import { route, type Answer, type Route } from './route.ts';

/** "KernelCare Nagios API", `/kcare/nagios`. */
export const nagiosRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'kcare/nagios/register_key.plain',
    effect: 'write',
    auth: 'none',
    style: 'text',
    run({ account, args, clientIp }) {
      const key = args.optional('key') ?? '';
      if (!/^[A-Za-z0-9]{16,32}$/.test(key)) return coded(1);
      const licensed = KERNELCARE_TYPES.some((type) => account.ipLicenses.has(licenseId({ ip: clientIp, type })));
      if (!licensed) return coded(2);
      account.monitoringKeys.put({ ip: clientIp, key });
      return coded(0);
    },
  }),
  route({
    methods: ['GET'],
    path: 'kcare/nagios/:key',
    effect: 'look',
    auth: 'none',
    style: 'nagios',
    run({ account, args }) {
      const key = args.text('key');
      if (account.kernelcareKeys.has(key)) return health(account.kernelcareServers.filter((row) => row.key === key));
      if (isMonitoringKey(account, key)) return health([]);
      throw new Refusal('key not found');
    },
  }),
  route({
    methods: ['GET'],
    // The whole token stands in the path, after the login that it begins with.
    path: 'kcare/nagios-res/:login/:token',
    effect: 'look',
    style: 'nagios',
    run({ account, args }) {
      if (!args.text('token').startsWith(`${args.text('login')}|`)) throw new Refusal('Authorization failed');
      return health(account.kernelcareServers.rows());
    },
  }),
];

function coded(code: 0 | 1 | 2): Answer {
  return { text: `success:true\ncode:${code}` };
}

function isMonitoringKey(account: Account, key: string): boolean {
  return account.monitoringKeys.filter((row) => row.key === key).length > 0;
}

/** The sentence of the text when all is well, else the number of servers in each other state. */
function health(servers: readonly KernelCareServer[]): Answer {
  const counts = new Map<string, number>();
  for (const server of servers) counts.set(server.health, (counts.get(server.health) ?? 0) + 1);
  counts.delete('up-to-date');
  if (counts.size === 0) return { text: 'KernelCare OK - all servers are up to date!' };
  const parts = [...counts].map(([state, count]) => `${count} ${state}`);
  return { text: `KernelCare CRITICAL - ${parts.join(', ')}` };
}
