import { describe, expect, it } from 'vitest';
import { refusalOf, send, small, type Refused } from './support.ts';

const LONG_NOTE = 'x'.repeat(101);

const IMUNIFY: Refused[] = [
  {
    reason: 'unknown product',
    target: 'GET im/key/create.json',
    args: { code: '360_7', limit: 1 },
    message: 'Unknown product code',
  },
  {
    reason: 'no product',
    target: 'GET im/key/create.json',
    args: { limit: 1 },
    message: 'Required parameter is missing: code',
  },
  {
    reason: 'no limit',
    target: 'GET im/key/create.json',
    args: { code: 'AVP' },
    message: 'Required parameter is missing: limit',
  },
  {
    reason: 'a limit in words',
    target: 'GET im/key/create.json',
    args: { code: 'AVP', limit: 'many' },
    message: 'Parameter is not a number: limit',
  },
  {
    reason: 'a fraction as limit',
    target: 'GET im/key/create.json',
    args: { code: 'AVP', limit: '1.5' },
    message: 'Parameter is not a number: limit',
  },
  {
    reason: 'a limit beyond an Int',
    target: 'GET im/key/create.json',
    args: { code: 'AVP', limit: '2147483648' },
    message: 'Parameter is not a number: limit',
  },
  {
    reason: 'a negative limit',
    target: 'GET im/key/create.json',
    args: { code: 'AVP', limit: -1 },
    message: 'Parameter is negative: limit',
  },
  {
    reason: 'update of an unknown key',
    target: 'GET im/key/update.json',
    args: { key: 'IM-Z', limit: 1 },
    message: 'Key not found',
  },
  {
    reason: 'update without a limit',
    target: 'GET im/key/update.json',
    args: { key: 'IM-A', note: 'n' },
    message: 'Required parameter is missing: limit',
  },
  {
    reason: 'removal of an unknown key',
    target: 'GET im/key/remove.json',
    args: { key: 'IM-Z' },
    message: 'Key not found',
  },
  {
    reason: 'removal of the default key',
    target: 'GET im/key/remove.json',
    args: { key: 'IMDEFAULT' },
    message: 'Default key can not be removed',
  },
  {
    reason: 'servers of an unknown key',
    target: 'GET im/srv/list.json',
    args: { key: 'IM-Z' },
    message: 'Key not found',
  },
  {
    reason: 'removal of an unknown server',
    target: 'GET im/srv/remove.json',
    args: { id: 'S9' },
    message: 'Server not found',
  },
  {
    reason: 'conversion of an unknown server',
    target: 'GET im/srv/convert.json',
    args: { id: 'S9', key: 'IM-A' },
    message: 'Server not found',
  },
  {
    reason: 'conversion to an unknown key',
    target: 'GET im/srv/convert.json',
    args: { id: 'S1', key: 'IM-Z' },
    message: 'Key not found',
  },
  {
    reason: 'conversion to a full key',
    target: 'GET im/srv/convert.json',
    args: { id: 'S1', key: 'IM-B' },
    message: 'Key limit exceeded',
  },
];

const KERNELCARE: Refused[] = [
  { reason: 'no limit', target: 'GET kcare/key/create.json', message: 'Required parameter is missing: limit' },
  {
    reason: 'a negative limit',
    target: 'GET kcare/key/create.json',
    args: { limit: -2 },
    message: 'Parameter is negative: limit',
  },
  {
    reason: 'a note over 100 characters',
    target: 'GET kcare/key/create.json',
    args: { limit: 1, note: LONG_NOTE },
    message: 'Note is too long',
  },
  {
    reason: 'removal of the default key',
    target: 'GET kcare/key/delete.json',
    args: { key: 'KCDEFAULT' },
    message: 'Default key can not be removed',
  },
  {
    reason: 'servers of an unknown key',
    target: 'GET kcare/key/servers.json',
    args: { key: 'KC-Z' },
    message: 'Key not found',
  },
  {
    reason: 'CIDRs of an unknown key',
    target: 'GET kcare/key/set_cidr.json',
    args: { key: 'KC-Z', cidr: '192.0.2.0/24' },
    message: 'Key not found',
  },
  {
    reason: 'no CIDR parameter',
    target: 'GET kcare/key/set_cidr.json',
    args: { key: 'KC-A' },
    message: 'Required parameter is missing: cidr',
  },
];

const ELS: Refused[] = [
  {
    reason: 'unknown product',
    target: 'POST els/key/create.json',
    args: { productType: 'CELS9', limit: 1 },
    message: 'Unknown product type',
  },
  {
    reason: 'no product',
    target: 'POST els/key/create.json',
    args: { limit: 1 },
    message: 'Required parameter is missing: productType',
  },
  {
    reason: 'no limit',
    target: 'POST els/key/create.json',
    args: { productType: 'CELS' },
    message: 'Required parameter is missing: limit',
  },
  {
    reason: 'update of an unknown key',
    target: 'PUT els/key/update.json',
    args: { key: 'CELS-Z', limit: 1 },
    message: 'Key not found',
  },
  {
    reason: 'removal of an unknown key',
    target: 'DELETE els/key/remove.json',
    args: { key: 'CELS-Z' },
    message: 'Key not found',
  },
  {
    reason: 'list without a product',
    target: 'GET els/key/list.json',
    message: 'Required parameter is missing: productType',
  },
  {
    reason: 'servers of an unknown product',
    target: 'GET els/srv/list.json',
    args: { productType: 'X' },
    message: 'Unknown product type',
  },
  {
    reason: 'servers of an unknown key',
    target: 'GET els/srv/list.json',
    args: { productType: 'CELS', key: 'CELS-Z' },
    message: 'Key not found',
  },
  {
    reason: 'removal of an unknown server',
    target: 'DELETE els/srv/remove.json',
    args: { id: '99' },
    message: 'Server not found',
  },
  {
    reason: 'the misprinted removal of an unknown server',
    target: 'DELETE els/key/remove.json',
    args: { id: '99' },
    message: 'Server not found',
  },
];

const CLOUDLINUX: Refused[] = [
  {
    reason: 'unknown product',
    target: 'POST v2/cl/keys',
    args: { productType: 'CLX', limit: 1 },
    message: 'Unknown product type',
  },
  {
    reason: 'product in lower case',
    target: 'POST v2/cl/keys',
    args: { productType: 'cl', limit: 1 },
    message: 'Unknown product type',
  },
  {
    reason: 'no limit',
    target: 'POST v2/cl/keys',
    args: { productType: 'CL' },
    message: 'Required parameter is missing: limit',
  },
  { reason: 'list without a product', target: 'GET v2/cl/keys', message: 'Required parameter is missing: productType' },
  {
    reason: 'update of an unknown key',
    target: 'PATCH v2/cl/keys',
    args: { key: 'cl-z', limit: 1 },
    message: 'Key not found',
  },
  {
    reason: 'update without a limit',
    target: 'PATCH v2/cl/keys',
    args: { key: 'cl-a' },
    message: 'Required parameter is missing: limit',
  },
  { reason: 'removal of an unknown key', target: 'DELETE v2/cl/keys', args: { key: 'cl-z' }, message: 'Key not found' },
  {
    reason: 'removal of the default key',
    target: 'DELETE v2/cl/keys',
    args: { key: 'cldefault' },
    message: 'Default key can not be removed',
  },
  {
    reason: 'removal of an unknown server',
    target: 'DELETE v2/cl/servers',
    args: { id: '99' },
    message: 'Server not found',
  },
];

const IP_LICENSES: Refused[] = [
  ...['availability', 'check', 'register', 'convert', 'remove', 'update'].map((call) => ({
    ...{
      reason: `${call} of a bad IP`,
      target: `GET ipl/${call}.json`,
      args: { ip: '203.0.113.256', type: 1, type_to: 42 },
    },
    message: 'Invalid IP address',
  })),
  { reason: 'no IP', target: 'GET ipl/check.json', message: 'Required parameter is missing: ip' },
  {
    reason: 'an IPv6 address',
    target: 'GET ipl/register.json',
    args: { ip: '2001:db8::1', type: 1 },
    message: 'Invalid IP address',
  },
  {
    reason: 'a leading zero',
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.01', type: 1 },
    message: 'Invalid IP address',
  },
  {
    reason: 'unknown type',
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.9', type: 2 },
    message: 'Unknown license type',
  },
  {
    reason: 'a type by name',
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.9', type: 'CL' },
    message: 'Parameter is not a number: type',
  },
  {
    reason: 'no type',
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.9' },
    message: 'Required parameter is missing: type',
  },
  {
    reason: "another customer's licence",
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.1', type: 1 },
    message: 'License is registered by another customer',
  },
  {
    reason: 'els_allowed in words',
    target: 'GET ipl/register.json',
    args: { ip: '203.0.113.9', type: 1, els_allowed: 'maybe' },
    message: 'Parameter is not true or false: els_allowed',
  },
  {
    reason: 'conversion to an unknown type',
    target: 'GET ipl/convert.json',
    args: { ip: '203.0.113.1', type: 41, type_to: 2 },
    message: 'Unknown license type',
  },
  {
    reason: 'removal of an unknown type',
    target: 'GET ipl/remove.json',
    args: { ip: '203.0.113.1', type: 2 },
    message: 'Unknown license type',
  },
  {
    reason: 'update of nothing',
    target: 'GET ipl/update.json',
    args: { ip: '203.0.113.1', type: 16 },
    message: 'Required parameter is missing: els_allowed',
  },
  {
    reason: 'a bad IP among good ones',
    target: 'GET ipl/server.json',
    args: { ip: '203.0.113.1,nonsense' },
    message: 'Invalid IP address',
  },
  {
    reason: 'over a hundred IPs',
    target: 'GET ipl/server.json',
    args: { ip: Array.from({ length: 101 }, (_, i) => `192.0.2.${i}`).join(',') },
    message: 'Too many IP addresses',
  },
];

const OTHERS: Refused[] = [
  {
    reason: 'a group without a name',
    target: 'POST group/create.json',
    message: 'Required parameter is missing: name',
  },
  {
    reason: 'a group that exists',
    target: 'POST group/create.json',
    args: { name: 'prod' },
    message: 'Group already exists',
  },
  {
    reason: 'members of an unknown group',
    target: 'GET group/servers/list.json',
    args: { name: 'x' },
    message: 'Group not found',
  },
  {
    reason: 'an unknown member',
    target: 'PUT group/servers/put.json',
    args: { name: 'prod', server_ids: 'S2,S9' },
    message: 'Server not found',
  },
  {
    reason: 'no members',
    target: 'PUT group/servers/put.json',
    args: { name: 'prod', server_ids: ',' },
    message: 'Required parameter is missing: server_ids',
  },
  {
    reason: 'removal from an unknown group',
    target: 'DELETE group/servers/remove.json',
    args: { name: 'x', server_ids: 'S1' },
    message: 'Group not found',
  },
  {
    reason: 'an unknown feature, beside a known one',
    target: 'PATCH v2/features/account',
    body: '{"4600":"ENABLED","1":"UNSET"}',
    message: 'Unknown feature',
  },
  {
    reason: 'an unknown permission',
    target: 'PATCH v2/features/account',
    body: '{"4600":"enabled"}',
    message: 'Unknown permission',
  },
  {
    reason: 'a permission that is no text',
    target: 'PATCH v2/features/account',
    body: '{"4600":true}',
    message: 'Unknown permission',
  },
  {
    reason: 'a body that is not JSON',
    target: 'PATCH v2/features/account',
    body: '4600=ENABLED',
    message: 'Malformed request body',
  },
  {
    reason: 'a body that is a list',
    target: 'PATCH v2/features/account',
    body: '[]',
    message: 'Malformed request body',
  },
  {
    reason: 'a size that is no multiple of ten',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S2', size: 15, datacenter: 'EU2' },
    message: 'Size is not a multiple of ten',
  },
  {
    reason: 'no size at all',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S2', datacenter: 'EU2' },
    message: 'Required parameter is missing: size',
  },
  {
    reason: 'a backup of nothing',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S2', size: 0, datacenter: 'EU2' },
    message: 'Backup is too small',
  },
  {
    reason: 'an odd datacenter',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S2', size: 10, datacenter: 'moon base' },
    message: 'Unknown datacenter',
  },
  {
    reason: 'a backup of an unknown server',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S9', size: 10, datacenter: 'EU2' },
    message: 'Server not found',
  },
  {
    reason: 'a second backup of a server',
    target: 'GET ab/im/create.json',
    args: { server_id: 'S1', size: 10, datacenter: 'EU2' },
    message: 'Backup already exists',
  },
  {
    reason: 'resize of an unknown backup',
    target: 'GET ab/resize.json',
    args: { backup_id: 9, delta: 10 },
    message: 'Backup not found',
  },
  {
    reason: 'a delta that is no multiple of ten',
    target: 'GET ab/resize.json',
    args: { backup_id: 23, delta: 5 },
    message: 'Size is not a multiple of ten',
  },
  {
    reason: 'a delta of nothing',
    target: 'GET ab/resize.json',
    args: { backup_id: 23, delta: 0 },
    message: 'Delta is zero',
  },
  {
    reason: 'resize below ten',
    target: 'GET ab/resize.json',
    args: { backup_id: 23, delta: -20 },
    message: 'Backup is too small',
  },
  {
    reason: 'removal of an unknown backup',
    target: 'GET ab/remove.json',
    args: { backup_id: 9 },
    message: 'Backup not found',
  },
  {
    reason: 'usage of an unknown product',
    target: 'GET cl/awp',
    args: { products: 'AWP_X', yearMonth: '2023-12' },
    message: 'Unknown product',
  },
  {
    reason: 'usage of a thirteenth month',
    target: 'GET cl/awp',
    args: { products: 'AWP_CDN', yearMonth: '2023-13' },
    message: 'Invalid yearMonth',
  },
];

const ALL = { IMUNIFY, KERNELCARE, ELS, CLOUDLINUX, IP_LICENSES, OTHERS };

describe.each(Object.entries(ALL))('refusals of %s', (_, cases) => {
  it.each(cases)('$reason: $target', ({ target, args, body, message }) => {
    const emulator = small();
    const before = JSON.stringify(emulator.dump());
    expect(refusalOf(emulator, target, args, body)).toBe(message);
    expect(JSON.stringify(emulator.dump())).toBe(before);
    expect(emulator.ledger.events).toEqual([]);
    expect(emulator.ledger.calls.at(-1)).toMatchObject({ outcome: 'refused', applied: false, refusal: message });
  });
});

describe('how a refusal is said', () => {
  it.each([200, 400, 403] as const)('with status %i where the shape asks for it, the body unchanged', (refusals) => {
    const answer = send(small({ shape: { refusals } }), 'GET im/key/remove.json', { key: 'IM-Z' });
    expect(answer.status).toBe(refusals);
    expect(JSON.parse(answer.body)).toEqual({ success: false, message: 'Key not found', type: null, data: null });
  });
});
