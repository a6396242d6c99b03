import type { Api } from '../../../src/model/api/api.ts';
import type { ReadApi } from '../../../src/model/api/readApi.ts';
import type { WriteApi } from '../../../src/model/api/writeApi.ts';

/** How a method is called, and what a service that means well prints for it, in the words of the API texts. */
interface Row<Arguments extends unknown[]> {
  readonly args: Arguments;
  /** `v1` puts the data in the envelope, `v2` prints it bare; `text` is printed as it is. */
  readonly form: 'v1' | 'v2' | 'text';
  /** With the fields that are read, and no others: each of them is met by wrong values. */
  readonly data: unknown;
  /** Data of another type that is a good answer as well. */
  readonly accepts?: readonly unknown[];
}

/** A row for each method of a port: the compiler asks for them, and `hostileMatrix.test.ts` compares with the object. */
type Table<Port> = {
  readonly [K in keyof Port]: Port[K] extends (...args: infer A) => Promise<unknown> ? Row<A> : Table<Port[K]>;
};

export interface PortCall {
  /** `imunify.keys`. */
  readonly name: string;
  readonly half: 'read' | 'write';
  readonly form: Row<unknown[]>['form'];
  readonly data: unknown;
  readonly accepts: readonly unknown[];
  /** The good answer as text. */
  readonly body: string;
  call(api: Api): Promise<unknown>;
}

const KEY = 'IM1SOMENONSENSETEXT';
const ELS_KEY = 'CELS-yUDxBd5ethmGO5d3hnAZEau0';
const DATE = '2014-04-30T11:26-0400';
const IP = '203.0.113.10';

const imunifyKey = { key: KEY, code: '360_1', limit: '2', servers: 1, note: 'n' };
const imunifyServer = { id: 'S1', key: KEY, ip: IP, last_checkin: DATE };
const elsKey = { key: ELS_KEY, productCode: 'CELS', usageLimit: 2, description: 'n' };
const elsServer = { id: '7', key: ELS_KEY, ip: IP, hostname: 'h', lastCheckin: '2022-09-05 14:22:23.781372' };
const clKey = { key: 'C1', product_type: 'cl', usage_limit: 2, description: 'n' };
const clServer = { id: 7, key: 'C1', ip: IP, hostname: 'h' };
const license = { ip: IP, type: 16, registered: true, created: DATE };
const group = { name: 'prod', description: 'n' };
const member = { id: 'S1', hostName: 'h', ip: IP, type: 'IMUNIFY' };
const backup = { serverId: 'S1', size: 10, backupId: '23', datacenter: 'EU2' };
const flags = { xmlrpc: true, rhn_overloaded: false };
const check = 'KernelCare OK - all servers are up to date!';

const READS: Table<ReadApi> = {
  status: { args: [], form: 'v1', data: flags },
  statusPlain: { args: [], form: 'text', data: 'success:true\nxmlrpc:true\nrhn_overloaded:false\n' },
  imunify: {
    keys: { args: [], form: 'v1', data: [imunifyKey], accepts: [[]] },
    servers: { args: [KEY], form: 'v1', data: [imunifyServer], accepts: [[]] },
  },
  kernelcare: {
    keys: {
      args: [],
      form: 'v1',
      data: [{ key: 'KC1', enabled: true, created: DATE, limit: 2, note: 'n' }],
      accepts: [[]],
    },
    servers: {
      args: ['KC1'],
      form: 'v1',
      data: [{ server_id: 's09', ip: IP, created: DATE, last_checkin: DATE }],
      accepts: [[]],
    },
    nagiosKey: { args: ['WsTs821nSAtiastD'], form: 'text', data: check },
    nagiosReseller: { args: [], form: 'text', data: check },
  },
  els: {
    keys: { args: ['CELS'], form: 'v1', data: [elsKey], accepts: [[]] },
    servers: { args: ['CELS', ELS_KEY], form: 'v1', data: [elsServer], accepts: [[]] },
  },
  cloudlinux: {
    keys: { args: ['CL'], form: 'v2', data: [clKey], accepts: [[]] },
    servers: { args: ['CL'], form: 'v2', data: [clServer], accepts: [[]] },
    subAccountServers: {
      args: [],
      form: 'v2',
      data: [
        {
          sub_account_login: 'sub1',
          sub_account_email: 'a@example.com',
          server_id: 1,
          server_key: 'C1',
          version: 8,
          ip: IP,
        },
      ],
      accepts: [[]],
    },
    awp: {
      args: [['AWP_CDN'], '2023-12'],
      form: 'v2',
      data: [{ product: 'AWP_CDN', primary_domain: 'example.com', username: 'u', cdn_limit_type: '50 GB' }],
      accepts: [[]],
    },
  },
  ipLicenses: {
    list: { args: [], form: 'v1', data: [license], accepts: [[]] },
    servers: {
      args: [[IP]],
      form: 'v1',
      data: [{ ...license, server_info: 'cloudlinux-release-5', last_checkin: DATE }],
      accepts: [[]],
    },
    availability: { args: [IP], form: 'v1', data: { available: [1, '41'], owned: [16] } },
    check: { args: [IP], form: 'v1', data: [1, 16], accepts: [[]] },
  },
  groups: {
    list: { args: [], form: 'v1', data: [group], accepts: [[]] },
    servers: { args: ['prod'], form: 'v1', data: [member], accepts: [[]] },
  },
  features: {
    supported: {
      args: [],
      form: 'v2',
      data: [{ feature_id: 4600, applicable_product_ids: [1, 2] }],
      accepts: [[]],
    },
    account: { args: [], form: 'v2', data: { 4600: 'ENABLED' }, accepts: [{}] },
  },
  backups: {
    list: { args: [], form: 'v1', data: [backup], accepts: [[]] },
  },
};

const WRITES: Table<WriteApi> = {
  imunify: {
    createKey: { args: [{ code: '360_1', limit: 2 }], form: 'v1', data: imunifyKey },
    updateKey: { args: [{ key: KEY, limit: 2 }], form: 'v1', data: imunifyKey },
    removeKey: { args: [KEY], form: 'v1', data: [imunifyServer], accepts: [[]] },
    removeServer: { args: ['S1'], form: 'v1', data: imunifyServer },
    convertServer: { args: [{ id: 'S1', key: KEY }], form: 'v1', data: imunifyServer },
  },
  kernelcare: {
    createKey: { args: [{ limit: 2 }], form: 'v1', data: 'WsTs821nSAtiastD', accepts: ['a text'] },
    deleteKey: { args: ['KC1'], form: 'v1', data: true, accepts: [true, false] },
    setCidr: { args: [{ key: 'KC1', cidrs: ['192.0.2.0/24'] }], form: 'v1', data: { code: 0 } },
    removeServer: { args: ['s09'], form: 'v1', data: { server_id: '' } },
    registerMonitoringKey: { args: ['WsTs821nSAtiastD'], form: 'text', data: 'success:true\ncode:0\n' },
  },
  els: {
    createKey: { args: [{ productType: 'CELS', limit: 2 }], form: 'v1', data: elsKey },
    updateKey: { args: [{ key: ELS_KEY, limit: 2, note: 'n' }], form: 'v1', data: elsKey },
    removeKey: { args: [ELS_KEY], form: 'v1', data: [{}], accepts: [[]] },
    removeServer: { args: ['7'], form: 'v1', data: elsServer },
  },
  cloudlinux: {
    createKey: { args: [{ productType: 'CL', limit: 2 }], form: 'v2', data: clKey },
    updateKey: { args: [{ key: 'C1', limit: 2 }], form: 'v2', data: clKey },
    removeKey: { args: ['C1'], form: 'v2', data: { key: 'C1' } },
    removeServer: { args: ['7'], form: 'v2', data: clServer },
  },
  ipLicenses: {
    register: { args: [{ ip: IP, type: 16 }], form: 'v1', data: license },
    convert: { args: [{ ip: IP, type: 41, typeTo: 42 }], form: 'v1', data: true, accepts: [true, false] },
    remove: { args: [{ ip: IP, type: 16 }], form: 'v1', data: true, accepts: [true, false] },
    update: { args: [{ ip: IP, type: 16, elsAllowed: true }], form: 'v1', data: true, accepts: [true, false] },
  },
  groups: {
    create: { args: [{ name: 'prod' }], form: 'v1', data: group },
    putServers: { args: [{ name: 'prod', serverIds: ['S1'] }], form: 'v1', data: [member], accepts: [[]] },
    removeServers: { args: [{ name: 'prod', serverIds: ['S1'] }], form: 'v1', data: [member], accepts: [[]] },
  },
  features: {
    patch: { args: [{ 4600: 'ENABLED' }], form: 'v2', data: { 4600: 'ENABLED' }, accepts: [{}] },
  },
  backups: {
    create: { args: [{ serverId: 'S1', size: 10, datacenter: 'EU2' }], form: 'v1', data: backup },
    resize: { args: [{ backupId: '23', delta: 10 }], form: 'v1', data: backup },
    remove: { args: ['23'], form: 'v1', data: backup },
  },
};

export const PORT_CALLS: readonly PortCall[] = [...callsOf('read', READS), ...callsOf('write', WRITES)];

export function callsOfHalf(half: PortCall['half']): readonly PortCall[] {
  return PORT_CALLS.filter((call) => call.half === half);
}

/** A good answer's text around other data. */
export function printed(form: PortCall['form'], data: unknown): string {
  if (form === 'text') return String(data);
  return JSON.stringify(form === 'v1' ? { success: true, message: null, type: null, data } : data);
}

/** The names of all methods of a port, or of all rows of a table: `imunify.keys`. */
export function methodNames(node: object, isLeaf: (value: object) => boolean, path = ''): readonly string[] {
  return Object.entries(node).flatMap(([name, value]: [string, object]) =>
    isLeaf(value) ? [`${path}${name}`] : methodNames(value, isLeaf, `${path}${name}.`),
  );
}

function callsOf(half: PortCall['half'], table: object): readonly PortCall[] {
  const isRow = (value: object): boolean => 'args' in value;
  return methodNames(table, isRow).map((name) => {
    const { args, form, data, accepts = [] } = at(table, name) as Row<unknown[]>;
    return {
      name,
      half,
      form,
      data,
      accepts,
      body: printed(form, data),
      call: (api) => (at(api[half], name) as (...given: unknown[]) => Promise<unknown>)(...args),
    };
  });
}

function at(node: object, name: string): unknown {
  return name.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], node);
}
