import { createGate } from '../../cln/gate.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import { ApiError } from '../../model/apiError.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CLOUDLINUX_CODES, ELS_CODES } from '../../model/product.ts';
import type { System } from '../../model/system.ts';
import { sortedBy } from '../../planner/order.ts';

/** One question to the account and what became of it. */
export interface Asked {
  /** The endpoint, with the product where it is asked once for each: `els/key/list CELS`. */
  readonly label: string;
  /** Milliseconds, with all tries. */
  readonly durationMs: number;
  /** The number of rows of a list. */
  readonly rows?: number;
  readonly failure?: Diagnostic;
}

/** What the lists held, as far as it may be told: codes and counts. */
export interface Survey {
  readonly asked: readonly Asked[];
  /** Product codes by where they stood: `im/key/list`. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether two calls listed the IP licences in the same order; undefined with fewer than two licences. */
  readonly sameOrder?: boolean;
}

export interface Surveyor {
  readonly read: ReadApi;
  readonly system: System;
  /** Licence keys that a list showed, so that nothing that is told repeats one. */
  readonly learn: (keys: Iterable<string>) => void;
  readonly progress: (done: number) => void;
}

/** No IP address: the one thing that is asked in order to be refused. It changes nothing. */
const NO_ADDRESS = 'not-an-address';
export const REFUSAL_PROBE = 'ipl/check of no address';

/** "AccelerateWP Billing Information", 2024 text. */
const AWP_PRODUCTS = ['AWP_PREMIUM', 'AWP_CDN'];

const PARALLEL = 4;
/** Their list does not say which of them has servers. */
const KERNELCARE_KEYS = 3;
const IPS_PER_CALL = 100;

/**
 * Asks everything that can be asked without writing: every list, and one object of each kind for the lists below it. It
 * is handed the reading half of the API alone. A question that fails is noted and stops nothing, except for credentials
 * that are refused: the rest would be refused as well, and a service may count that against the account.
 */
export async function survey({ read, system, learn, progress }: Surveyor): Promise<Survey> {
  const asked: Asked[] = [];
  const codes = new Map<string, Set<string>>();
  const gate = createGate(PARALLEL);
  let done = 0;
  const ask = <T>(label: string, question: () => Promise<T>): Promise<T | undefined> => {
    // In the order of the questions, whatever the order of the answers is.
    const place = asked.push({ label, durationMs: 0 }) - 1;
    return gate(async () => {
      const startedAt = system.now();
      const note = (more: Pick<Asked, 'rows' | 'failure'>): void => {
        asked[place] = { label, durationMs: system.now() - startedAt, ...more };
        progress((done += 1));
      };
      try {
        const answer = await question();
        note(Array.isArray(answer) ? { rows: answer.length } : {});
        return answer;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        note({ failure: error.diagnostic });
        return undefined;
      }
    });
  };
  const noteCodes = (where: string, found: Iterable<string | number>): void => {
    const known = codes.get(where) ?? new Set();
    for (const code of found) known.add(String(code));
    codes.set(where, known);
  };

  const imunify = await ask('im/key/list', () => read.imunify.keys());
  const refused = asked.some(({ failure }) => failure?.code === 'authorization-failed');
  if (refused) return { asked, codes };
  learn(imunify?.map(({ key }) => key) ?? []);
  noteCodes('im/key/list', imunify?.map(({ code }) => code) ?? []);

  const perCode = <Row extends { readonly key: string }>(
    endpoint: string,
    types: readonly string[],
    list: (type: string) => Promise<readonly Row[]>,
  ): Promise<(readonly Row[] | undefined)[]> =>
    Promise.all(types.map((type) => ask(`${endpoint} ${type}`, () => list(type))));

  const [kernelcare, els, , cloudlinux, licenses, groups] = await Promise.all([
    ask('kcare/key/list', () => read.kernelcare.keys()),
    perCode('els/key/list', ELS_CODES, (type) => read.els.keys(type)),
    perCode('v2/cl/servers', CLOUDLINUX_CODES, (type) => read.cloudlinux.servers(type)),
    perCode('v2/cl/keys', CLOUDLINUX_CODES, (type) => read.cloudlinux.keys(type)),
    ask('ipl/list', () => read.ipLicenses.list()),
    ask('group/list', () => read.groups.list()),
    ask('v2/cl/sub-account/servers', () => read.cloudlinux.subAccountServers()),
    ask('cl/awp', () => read.cloudlinux.awp(AWP_PRODUCTS, lastMonth(system.now()))),
    ask('v2/features', async () => {
      const supported = await read.features.supported();
      noteCodes(
        'v2/features',
        supported.map(({ featureId }) => featureId),
      );
      return supported;
    }),
    ask('v2/features/account', () => read.features.account()),
    ask('ab/list', () => read.backups.list()),
    ask('kcare/nagios-res', () => read.kernelcare.nagiosReseller()),
    ask('status.plain', () => read.statusPlain()),
    ask(REFUSAL_PROBE, () => read.ipLicenses.check(NO_ADDRESS)),
  ]);
  learn(
    [...(kernelcare ?? []), ...els.flat(), ...cloudlinux.flat()].flatMap((row) => (row === undefined ? [] : row.key)),
  );
  noteCodes(
    'els/key/list',
    els.flatMap((keys) => keys?.map(({ productType }) => productType) ?? []),
  );
  noteCodes(
    'v2/cl/keys',
    cloudlinux.flatMap((keys) => keys?.map(({ productType }) => productType) ?? []),
  );
  noteCodes('ipl/list', licenses?.map(({ type }) => type) ?? []);

  const busiest = inOrder(imunify, 'key').sort((a, b) => (b.servers ?? 0) - (a.servers ?? 0))[0];
  const elsIndex = els.findIndex((keys) => (keys?.length ?? 0) > 0);
  const elsType = ELS_CODES[elsIndex];
  const [firstLicense] = inOrder(licenses, 'ip');
  const [group] = inOrder(groups, 'name');
  const ips = [...new Set(inOrder(licenses, 'ip').map(({ ip }) => ip))].slice(0, IPS_PER_CALL);
  let again: typeof licenses;
  await Promise.all([
    busiest && ask('im/srv/list of one key', () => read.imunify.servers(busiest.key)),
    ...inOrder(kernelcare, 'key')
      .slice(0, KERNELCARE_KEYS)
      .map(({ key }, i) => ask(`kcare/key/servers of key ${i + 1}`, () => read.kernelcare.servers(key))),
    elsType && ask(`els/srv/list ${elsType}`, () => read.els.servers(elsType)),
    group && ask('group/servers/list of one group', () => read.groups.servers(group.name)),
    (async () => {
      if ((licenses?.length ?? 0) > 1) again = await ask('ipl/list, a second time', () => read.ipLicenses.list());
    })(),
    ips.length > 0 ? ask(`ipl/server of up to ${IPS_PER_CALL}`, () => read.ipLicenses.servers(ips)) : undefined,
    firstLicense && ask('ipl/availability of one', () => read.ipLicenses.availability(firstLicense.ip)),
  ]);
  const order = (rows: typeof licenses): string => rows?.map(({ ip, type }) => `${ip}/${type}`).join() ?? '';
  return { asked, codes, ...(again !== undefined && { sameOrder: order(again) === order(licenses) }) };
}

/** Rows by a field of theirs: the service promises no order, and two reports of one account should ask the same. */
function inOrder<Row>(rows: readonly Row[] | undefined, field: keyof Row): Row[] {
  return sortedBy(rows ?? [], (row) => String(row[field]));
}

/** The last whole month in UTC, as `yyyy-MM`. */
function lastMonth(now: number): string {
  const date = new Date(now);
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
}
