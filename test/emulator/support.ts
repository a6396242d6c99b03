import type { AccountContents } from '../../src/emulator/account.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { EmulatorResponse } from '../../src/emulator/exchange.ts';

/** 2026-03-01 12:00 UTC: the fixed clock of these tests. */
export const NOW = Date.UTC(2026, 2, 1, 12);

export type Arguments = Readonly<Record<string, string | number>>;

/** A small account with one of everything that the tests name. */
export const SMALL: AccountContents = {
  imunifyKeys: [
    { key: 'IMDEFAULT', code: 'AVP', limit: 0, note: '', isDefault: true },
    { key: 'IM-A', code: '360_30', limit: 2, note: 'web' },
    { key: 'IM-B', code: '360_1', limit: 1, note: '' },
  ],
  imunifyServers: [
    { id: 'S1', key: 'IM-A', ip: '192.0.2.1', lastCheckin: NOW },
    { id: 'S2', key: 'IM-A', ip: '192.0.2.2', lastCheckin: NOW },
    { id: 'S3', key: 'IM-B', ip: '192.0.2.3', lastCheckin: NOW },
  ],
  kernelcareKeys: [
    { key: 'KCDEFAULT', limit: 0, note: '', enabled: true, created: NOW, cidrs: [], isDefault: true },
    { key: 'KC-A', limit: 5, note: 'fleet', enabled: true, created: NOW, cidrs: [] },
  ],
  kernelcareServers: [
    { id: 'K1', key: 'KC-A', ip: '192.0.2.11', created: NOW, lastCheckin: NOW, health: 'up-to-date' },
    { id: 'K2', key: 'KC-A', ip: '192.0.2.12', created: NOW, lastCheckin: NOW, health: 'out-of-date' },
  ],
  elsKeys: [
    { key: 'CELS-A', productType: 'CELS', limit: 2, note: '123' },
    { key: 'UELS18-A', productType: 'UELS18', limit: 0, note: '' },
  ],
  elsServers: [
    { id: '1', key: 'CELS-A', ip: '192.0.2.21', hostname: 'els1', lastCheckin: NOW - 2000 },
    { id: '2', key: 'CELS-A', ip: '192.0.2.22', hostname: 'els2', lastCheckin: NOW },
  ],
  cloudlinuxKeys: [
    { key: 'cldefault', productType: 'CL', limit: 0, note: '', isDefault: true },
    { key: 'cl-a', productType: 'CL', limit: 3, note: 'shared' },
    { key: 'clp-a', productType: 'CLP', limit: 0, note: '' },
  ],
  cloudlinuxServers: [{ id: '7', key: 'cl-a', ip: '192.0.2.31', hostname: 'cl1' }],
  subAccountServers: [
    { login: 'sub1', email: 's@example.com', serverId: '9', serverKey: 'cl-a', version: 8, ip: '192.0.2.41' },
  ],
  ipLicenses: [
    { ip: '203.0.113.1', type: 16, registered: true, created: NOW, elsAllowed: false, lastCheckin: NOW },
    { ip: '203.0.113.1', type: 41, registered: false, created: NOW, elsAllowed: false },
    { ip: '203.0.113.2', type: 40, registered: false, created: NOW, elsAllowed: false },
  ],
  foreignLicenses: [{ ip: '203.0.113.1', type: 1 }],
  groups: [
    { name: 'prod', description: 'Production', servers: ['S1', 'K1'] },
    { name: 'empty', description: '', servers: [] },
  ],
  backups: [{ id: '23', serverId: 'S1', size: 20, datacenter: 'EU2' }],
  awpUsage: [
    { yearMonth: '2023-12', product: 'AWP_PREMIUM', primaryDomain: 'example1.com' },
    {
      ...{ yearMonth: '2023-12', product: 'AWP_CDN', primaryDomain: 'example2.com' },
      ...{ username: 'u', cdnLimitType: '50 GB' },
    },
  ],
};

export function small(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ contents: SMALL, now: () => NOW, ...options });
}

/** One authorised call: `GET im/key/list.json`. */
export function send(emulator: Emulator, target: string, args: Arguments = {}, body?: string): EmulatorResponse {
  const [method = '', path = ''] = target.split(' ');
  const query = Object.entries<string | number>({ token: emulator.token(), ...args }).map(
    ([k, v]): [string, string] => [k, String(v)],
  );
  return emulator.handle({ method, path: `/api/${path}`, query, ...(body === undefined ? {} : { body }) });
}

/** The parsed body of a JSON answer. */
export function json(answer: EmulatorResponse): unknown {
  return JSON.parse(answer.body);
}

/** The `data` of an answer that must be a success in the v1 envelope. */
export function dataOf(emulator: Emulator, target: string, args: Arguments = {}): unknown {
  const body = json(send(emulator, target, args));
  if (typeof body !== 'object' || body === null || !('success' in body) || body.success !== true || !('data' in body)) {
    throw new Error(`${target} answered ${JSON.stringify(body)}`);
  }
  return body.data;
}

/** The text of a refusal, or undefined when the call was not refused. */
export function refusalOf(emulator: Emulator, target: string, args: Arguments = {}, body?: string): string | undefined {
  const answer = json(send(emulator, target, args, body));
  if (typeof answer !== 'object' || answer === null || !('success' in answer) || answer.success !== false)
    return undefined;
  return 'message' in answer ? String(answer.message) : undefined;
}

/** A call that must be refused: with this text, and without a trace in the account. */
export interface Refused {
  readonly reason: string;
  readonly target: string;
  readonly args?: Arguments;
  readonly body?: string;
  readonly message: string;
}
