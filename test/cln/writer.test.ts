import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import type { TransportResult } from '../../src/cln/transport.ts';
import { answered, clientOver, NOW, ok, refused, scripted } from './support/scripted.ts';

const create = ({ write }: Api) => write.imunify.createKey({ code: '360_1', limit: 2 });
const CREATED = { key: 'IM1', code: '360_1', limit: '2' };

interface Case {
  readonly reason: string;
  readonly result: TransportResult;
  readonly outcome: Readonly<Record<string, unknown>>;
}

const done = (value: unknown) => ({ status: 'done', value });
const failed =
  (status: string) =>
  (reason: string, more = {}) => ({
    status,
    endpoint: 'im/key/create',
    reason: `im/key/create: ${reason}`,
    ...more,
  });
const refusedAs = failed('refused');
const unknown = failed('unknown');
const UNDOCUMENTED = 'the service answered success:false with a text whose meaning is not documented';

describe('a create', () => {
  it.each<Case>([
    { reason: 'done', result: ok(CREATED), outcome: done({ key: 'IM1', code: '360_1', limit: 2 }) },
    {
      reason: 'done with 201',
      result: answered({ success: true, data: CREATED }, 201),
      outcome: done({ key: 'IM1', code: '360_1', limit: 2 }),
    },

    {
      reason: 'refused: authorization',
      result: refused('Authorization failed'),
      outcome: refusedAs('Authorization failed'),
    },
    {
      reason: 'refused: authorization with 500',
      result: refused('Authorization failed', 500),
      outcome: refusedAs('Authorization failed'),
    },
    {
      reason: 'refused: authorization with a clock that is behind',
      result: refused('Authorization failed', 401, { date: new Date(NOW + 90_000).toUTCString() }),
      outcome: refusedAs("Authorization failed; this machine's clock is 90 seconds behind the service's"),
    },
    ...[400, 401, 403, 404, 409, 422].map((status): Case => ({
      reason: `refused: ${String(status)} with success:false`,
      result: refused('Limit exceeded', status),
      outcome: refusedAs('Limit exceeded', { stated: 'Limit exceeded' }),
    })),
    {
      reason: 'refused: 403 without a text',
      result: refused(null, 403),
      outcome: refusedAs('the service refused without a reason', { stated: 'the service refused without a reason' }),
    },
    {
      reason: 'refused: 429',
      result: answered('', 429),
      outcome: refusedAs('too many requests (HTTP 429)', { retryAfterMs: 1000 }),
    },
    {
      reason: 'refused: 429 with a time',
      result: answered('', 429, { 'retry-after': '3' }),
      outcome: refusedAs('too many requests (HTTP 429)', { retryAfterMs: 3000 }),
    },

    {
      reason: 'not sent',
      result: { kind: 'notSent', reason: 'the connection was refused' },
      outcome: failed('notSent')('the connection was refused'),
    },

    {
      reason: 'unknown: success:false with a text nobody knows',
      result: refused('Limit exceeded'),
      outcome: unknown(UNDOCUMENTED, { stated: 'Limit exceeded' }),
    },
    {
      reason: 'unknown: success:false without a text',
      result: refused(''),
      outcome: unknown(UNDOCUMENTED, { stated: 'the service refused without a reason' }),
    },
    {
      reason: "unknown: the service's own failure",
      result: refused('Unexpected server error'),
      outcome: unknown('the service answered success:false: Unexpected server error'),
    },
    {
      reason: 'unknown: another text with 500',
      result: refused('Limit exceeded', 500),
      outcome: unknown('the service answered success:false: Limit exceeded'),
    },
    {
      reason: 'unknown: another text with 418',
      result: refused('Teapot', 418),
      outcome: unknown(UNDOCUMENTED, { stated: 'Teapot' }),
    },
    {
      reason: 'unknown: a server that another endpoint would not find',
      result: refused('Server not found'),
      outcome: unknown(UNDOCUMENTED, { stated: 'Server not found' }),
    },
    {
      reason: 'unknown: 403 with a page',
      result: answered('<html>', 403),
      outcome: unknown('unexpected answer: HTTP 403 with a page of HTML'),
    },
    { reason: 'unknown: 408', result: refused('Authorization failed', 408), outcome: unknown('answered HTTP 408') },
    { reason: 'unknown: 421', result: refused('Authorization failed', 421), outcome: unknown('answered HTTP 421') },
    {
      reason: 'unknown: a redirect',
      result: answered('', 307),
      outcome: unknown('answered with a redirect (HTTP 307), which is not followed'),
    },
    {
      reason: 'unknown: 502',
      result: answered('<html>', 502),
      outcome: unknown('unexpected answer: HTTP 502 with a page of HTML'),
    },
    {
      reason: 'unknown: success with 500',
      result: answered({ success: true, data: CREATED }, 500),
      outcome: unknown('unexpected answer: HTTP 500'),
    },
    {
      reason: 'unknown: HTML with 200',
      result: answered('<html>'),
      outcome: unknown('unexpected answer: HTTP 200 with a page of HTML'),
    },
    {
      reason: 'unknown: truncated',
      result: answered('{"success":true,"data":{"key":"IM'),
      outcome: unknown('unexpected answer: HTTP 200 with no JSON'),
    },
    {
      reason: 'unknown: empty',
      result: answered('', 204),
      outcome: unknown('unexpected answer: HTTP 204 with an empty body'),
    },
    { reason: 'unknown: null data', result: ok(null), outcome: unknown('data is not an object') },
    {
      reason: 'unknown: a key without a name',
      result: ok({ code: '360_1', limit: 2 }),
      outcome: unknown('data.key is missing'),
    },
    {
      reason: 'unknown: lost',
      result: { kind: 'lost', reason: 'the connection was reset' },
      outcome: unknown('the connection was reset'),
    },
    {
      reason: 'unknown: timed out',
      result: { kind: 'timedOut', reason: 'no answer came in time' },
      outcome: unknown('no answer came in time'),
    },
    { reason: 'unknown: too large', result: { kind: 'tooLarge', reason: 'too large' }, outcome: unknown('too large') },
    {
      reason: 'unknown: compressed',
      result: { kind: 'undecodable', reason: 'compressed' },
      outcome: unknown('compressed'),
    },
  ])('$reason, and it is sent once', async ({ result, outcome }) => {
    const transport = scripted(result);

    expect(await create(clientOver(transport))).toStrictEqual(outcome);
    expect(transport.requests).toHaveLength(1);
  });
});

const LICENSE = { ip: '192.0.2.1', type: 16 };
const register = ({ write }: Api) => write.ipLicenses.register(LICENSE);
const v6 = ({ write }: Api) => write.ipLicenses.register({ ip: '2001:db8::1', type: 16 });
const removeServer = ({ write }: Api) => write.kernelcare.removeServer('S1');
const setCidr = ({ write }: Api) => write.kernelcare.setCidr({ key: 'KC-LONG-KEY', cidrs: ['192.0.2.0/24'] });
const monitor = ({ write }: Api) => write.kernelcare.registerMonitoringKey('WsTs821nSAtiastD');
const CL = { key: 'C1', product_type: 'cl', usage_limit: 2, description: 'n' };
const ELS = { key: 'E1', productCode: 'CELS', usageLimit: '2', description: 'n' };
const BACKUP = { serverId: 'S1', size: 10, backupId: 23, datacenter: 'EU2' };

describe('what an endpoint means by its answer', () => {
  it.each<{ reason: string; call: (api: Api) => Promise<unknown>; result: TransportResult; outcome: object }>([
    {
      reason: 'a KernelCare key is a bare string',
      call: ({ write }) => write.kernelcare.createKey({ limit: 2 }),
      result: ok('WsTs821nSAtiastD'),
      outcome: done('WsTs821nSAtiastD'),
    },
    {
      reason: 'an empty string is no key',
      call: ({ write }) => write.kernelcare.createKey({ limit: 2 }),
      result: ok(''),
      outcome: { status: 'unknown', reason: 'kcare/key/create: data is not a text' },
    },
    {
      reason: 'a KernelCare key that was not there',
      call: ({ write }) => write.kernelcare.deleteKey('KC1'),
      result: ok(false),
      outcome: done(false),
    },
    {
      reason: 'a KernelCare server removed',
      call: removeServer,
      result: ok({ server_id: '', key: '' }),
      outcome: done(true),
    },
    {
      reason: 'a KernelCare server that was not there',
      call: removeServer,
      result: ok(null, 'Server not found'),
      outcome: done(false),
    },
    { reason: 'the same as a refusal', call: removeServer, result: refused('Server not found'), outcome: done(false) },
    {
      reason: 'the same as a refusal with 404',
      call: removeServer,
      result: refused('Server not found', 404),
      outcome: done(false),
    },
    {
      reason: 'the same with 500 proves nothing',
      call: removeServer,
      result: refused('Server not found', 500),
      outcome: { status: 'unknown', reason: 'kcare/srv/remove: the service answered success:false: Server not found' },
    },
    {
      reason: 'null for another reason',
      call: removeServer,
      result: ok(null, 'later'),
      outcome: { status: 'unknown', reason: 'kcare/srv/remove: data is not an object' },
    },
    { reason: 'all CIDRs set', call: setCidr, result: ok({ code: 0 }), outcome: done(undefined) },
    {
      reason: 'a CIDR with a bad address',
      call: setCidr,
      result: ok({ code: 1 }),
      outcome: { status: 'refused', reason: 'kcare/key/set_cidr: irregular IP address in one of the CIDRs (code 1)' },
    },
    {
      reason: 'a CIDR with a bad prefix',
      call: setCidr,
      result: ok({ code: '2' }),
      outcome: { status: 'refused', reason: 'kcare/key/set_cidr: irregular prefix in one of the CIDRs (code 2)' },
    },
    {
      reason: 'an internal error over CIDRs',
      call: setCidr,
      result: ok({ code: 3 }),
      outcome: { status: 'unknown', reason: 'kcare/key/set_cidr: the service answered code 3' },
    },
    {
      reason: 'a key quoted in a message is masked',
      call: setCidr,
      result: refused('key KC-LONG-KEY is not yours', 403),
      outcome: { status: 'refused', reason: 'kcare/key/set_cidr: key ****-KEY is not yours' },
    },
    {
      reason: 'a monitoring key registered',
      call: monitor,
      result: answered('success:true\ncode:0'),
      outcome: done(undefined),
    },
    {
      reason: 'a monitoring key of a wrong form',
      call: monitor,
      result: answered('success:true code:1'),
      outcome: {
        status: 'refused',
        reason: 'kcare/nagios/register_key.plain: wrong size or format of the key (code 1)',
      },
    },
    {
      reason: 'a monitoring key without a licence',
      call: monitor,
      result: answered('success:true\ncode:2'),
      outcome: { status: 'refused' },
    },
    {
      reason: 'a monitoring key with a code nobody knows',
      call: monitor,
      result: answered('success:true\ncode:9'),
      outcome: { status: 'unknown' },
    },
    {
      reason: 'a monitoring key with no code',
      call: monitor,
      result: answered('success:true'),
      outcome: { status: 'unknown', reason: 'kcare/nagios/register_key.plain: body.code is missing' },
    },
    {
      reason: 'a monitoring key and a server error',
      call: monitor,
      result: answered('success:false'),
      outcome: { status: 'unknown' },
    },

    {
      reason: 'an Imunify key removed with its servers',
      call: ({ write }) => write.imunify.removeKey('IM1'),
      result: ok([{ id: 'S1', key: 'IM1' }]),
      outcome: done([{ id: 'S1', key: 'IM1' }]),
    },
    {
      reason: 'another Imunify key updated',
      call: ({ write }) => write.imunify.updateKey({ key: 'IM1', limit: 1 }),
      result: ok({ ...CREATED, key: 'IM2' }),
      outcome: { status: 'unknown', reason: 'im/key/update: data.key is not the one asked for' },
    },
    {
      reason: 'an Imunify server removed',
      call: ({ write }) => write.imunify.removeServer('S1'),
      result: ok({ id: 'S1', key: 'IM1' }),
      outcome: done(undefined),
    },
    {
      reason: 'another Imunify server removed',
      call: ({ write }) => write.imunify.removeServer('S1'),
      result: ok({ id: 'S2', key: 'IM1' }),
      outcome: { status: 'unknown' },
    },
    {
      reason: 'an Imunify server moved',
      call: ({ write }) => write.imunify.convertServer({ id: 'S1', key: 'IM2' }),
      result: ok({ id: 'S1', key: 'IM2' }),
      outcome: done({ id: 'S1', key: 'IM2' }),
    },

    {
      reason: 'an ELS key made',
      call: ({ write }) => write.els.createKey({ productType: 'CELS', limit: 2 }),
      result: ok(ELS),
      outcome: done({ key: 'E1', productType: 'CELS', limit: 2, description: 'n' }),
    },
    {
      reason: 'an ELS key updated',
      call: ({ write }) => write.els.updateKey({ key: 'E1', limit: 2, note: 'n' }),
      result: ok(ELS),
      outcome: done({ key: 'E1', productType: 'CELS', limit: 2, description: 'n' }),
    },
    {
      reason: 'an ELS key removed',
      call: ({ write }) => write.els.removeKey('E1'),
      result: ok([{ key: 'E1' }]),
      outcome: done(undefined),
    },
    {
      reason: 'an ELS key removed, null data',
      call: ({ write }) => write.els.removeKey('E1'),
      result: ok(null),
      outcome: { status: 'unknown', reason: 'els/key/remove: data is not a list' },
    },
    {
      reason: 'an ELS server removed',
      call: ({ write }) => write.els.removeServer('7'),
      result: ok({ id: 7, key: 'E1' }),
      outcome: done({ id: '7', key: 'E1' }),
    },

    {
      reason: 'a CloudLinux key made, bare',
      call: ({ write }) => write.cloudlinux.createKey({ productType: 'CL', limit: 2 }),
      result: answered(CL),
      outcome: done({ key: 'C1', productType: 'CL', limit: 2, description: 'n' }),
    },
    {
      reason: 'a CloudLinux key updated, wrapped',
      call: ({ write }) => write.cloudlinux.updateKey({ key: 'C1', limit: 2 }),
      result: ok(CL),
      outcome: done({ key: 'C1', productType: 'CL', limit: 2, description: 'n' }),
    },
    {
      reason: 'a CloudLinux key removed',
      call: ({ write }) => write.cloudlinux.removeKey('C1'),
      result: answered({ key: 'C1' }),
      outcome: done(undefined),
    },
    {
      reason: 'another CloudLinux key removed',
      call: ({ write }) => write.cloudlinux.removeKey('C1'),
      result: answered({ key: 'C2' }),
      outcome: { status: 'unknown', reason: 'v2/cl/keys: body.key is not the one asked for' },
    },
    {
      reason: 'success alone is not the promised shape',
      call: ({ write }) => write.cloudlinux.removeKey('C1'),
      result: answered({ success: true }),
      outcome: { status: 'unknown', reason: 'v2/cl/keys: body.key is missing' },
    },
    {
      reason: 'a CloudLinux server removed',
      call: ({ write }) => write.cloudlinux.removeServer('1'),
      result: answered({ id: 1, key: 'C1' }),
      outcome: done({ id: '1', key: 'C1' }),
    },

    {
      reason: 'an IP licence registered',
      call: register,
      result: ok({ ...LICENSE, registered: false }),
      outcome: done({ ...LICENSE, registered: false }),
    },
    {
      reason: 'an IPv6 licence in another spelling',
      call: v6,
      result: ok({ ip: '2001:0DB8:0:0::0001', type: 16 }),
      outcome: done({ ip: '2001:0DB8:0:0::0001', type: 16 }),
    },
    {
      reason: 'another IP registered',
      call: register,
      result: ok({ ip: '192.0.2.2', type: 16 }),
      outcome: { status: 'unknown', reason: 'ipl/register: data.ip is not the one asked for' },
    },
    {
      reason: 'another type registered',
      call: register,
      result: ok({ ip: '192.0.2.1', type: 1 }),
      outcome: { status: 'unknown', reason: 'ipl/register: data.type is not the one asked for' },
    },
    {
      reason: 'true is no licence',
      call: register,
      result: ok(true),
      outcome: { status: 'unknown', reason: 'ipl/register: data is not an object' },
    },
    {
      reason: 'an IP licence converted',
      call: ({ write }) => write.ipLicenses.convert({ ...LICENSE, typeTo: 17 }),
      result: ok(true),
      outcome: done(true),
    },
    {
      reason: 'an IP licence that was not there',
      call: ({ write }) => write.ipLicenses.remove(LICENSE),
      result: ok(false),
      outcome: done(false),
    },
    {
      reason: 'a removal that answers with null',
      call: ({ write }) => write.ipLicenses.remove(LICENSE),
      result: ok(null),
      outcome: { status: 'unknown', reason: 'ipl/remove: data is not true or false' },
    },
    {
      reason: 'an IP licence updated',
      call: ({ write }) => write.ipLicenses.update({ ...LICENSE, elsAllowed: true }),
      result: ok(true),
      outcome: done(true),
    },

    {
      reason: 'a group made',
      call: ({ write }) => write.groups.create({ name: 'prod' }),
      result: ok({ name: 'prod', description: null }),
      outcome: done({ name: 'prod', description: '' }),
    },
    {
      reason: 'servers put in a group',
      call: ({ write }) => write.groups.putServers({ name: 'prod', serverIds: ['S1'] }),
      result: ok([{ id: 'S1' }]),
      outcome: done([{ id: 'S1' }]),
    },
    {
      reason: 'servers taken from a group',
      call: ({ write }) => write.groups.removeServers({ name: 'prod', serverIds: ['S1'] }),
      result: ok([]),
      outcome: done([]),
    },
    {
      reason: 'features patched, bare',
      call: ({ write }) => write.features.patch({ 4600: 'UNSET' }),
      result: answered({ 4600: 'UNSET' }),
      outcome: done({ 4600: 'UNSET' }),
    },
    {
      reason: 'features patched, wrapped',
      call: ({ write }) => write.features.patch({ 4600: 'UNSET' }),
      result: ok({ 4600: 'UNSET' }),
      outcome: done({ 4600: 'UNSET' }),
    },

    {
      reason: 'a backup made',
      call: ({ write }) => write.backups.create({ serverId: 'S1', size: 10, datacenter: 'EU2' }),
      result: ok(BACKUP),
      outcome: done({ ...BACKUP, backupId: '23' }),
    },
    {
      reason: 'a backup resized',
      call: ({ write }) => write.backups.resize({ backupId: '23', delta: 10 }),
      result: ok({ ...BACKUP, size: 20 }),
      outcome: done({ ...BACKUP, backupId: '23', size: 20 }),
    },
    {
      reason: 'another backup removed',
      call: ({ write }) => write.backups.remove('24'),
      result: ok(BACKUP),
      outcome: { status: 'unknown', reason: 'ab/remove: data.backupId is not the one asked for' },
    },
  ])('$reason', async ({ call, result, outcome }) => {
    expect(await call(clientOver(scripted(result)))).toMatchObject(outcome);
  });
});
