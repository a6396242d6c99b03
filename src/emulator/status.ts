import type { Account } from './account.ts';
import { data, route, type Route } from './route.ts';

/** A healthy service; the names are those of "/status.json". */
const HEALTHY = {
  db_clweb_connected: true,
  db_clweb_online: true,
  db_rhn_connected: true,
  db_rhn_online: true,
  rhn_overloaded: false,
  rhn_queue_full: false,
  xmlrpc: true,
  ip_server_reg: true,
} as const;

/** "Common API Methods": neither asks for a token. */
export const statusRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'status.json',
    effect: 'look',
    auth: 'none',
    run: ({ account }) => data(flags(account)),
  }),
  route({
    methods: ['GET'],
    path: 'status.plain',
    effect: 'look',
    auth: 'none',
    style: 'text',
    run: ({ account }) => ({
      text: ['success:true', ...Object.entries(flags(account)).map(([k, v]) => `${k}:${v}`)].join('\n'),
    }),
  }),
];

/** What a test or a demo has put over it. */
function flags(account: Account): Readonly<Record<string, boolean>> {
  return { ...HEALTHY, ...Object.fromEntries(account.statusFlags.rows().map(({ flag, value }) => [flag, value])) };
}
