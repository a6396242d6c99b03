import { describe, expect, it } from 'vitest';
import type { IpLicenseSpec } from '../../src/kinds/ipLicense.ts';
import { ipLicense } from '../../src/kinds/ipLicense.ts';
import { makeAddress } from '../../src/model/address.ts';
import type { Live } from '../../src/model/live.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { DONE, FAILURES, STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: ipLicense,
  block: { name: 'fleet', value: { products: ['imunify360-30'], ips: ['203.0.113.10'], els_allowed: true } },
  spec: { ip: '203.0.113.10', product: 'imunify360-30', els_allowed: true },
  changes: [{ product: 'imunify360-250' }, { els_allowed: false }, { product: 'imunify360-1', els_allowed: true }],
});

const IP = '203.0.113.10';

function live(type: number, slot: string, product: string): Live<IpLicenseSpec> {
  return { type: 'ip_license', id: `${IP}/${type}`, name: `${IP}/${slot}`, spec: { ip: IP, product } };
}

describe('ip_license expands', () => {
  it.each([
    {
      reason: 'every product on every address, each pointing at its own line',
      block: { products: ['cloudlinux', 'kernelcare'], ips: ['192.0.2.1', '192.0.2.2'] },
      names: ['192.0.2.1/cloudlinux', '192.0.2.2/cloudlinux', '192.0.2.1/kernelcare', '192.0.2.2/kernelcare'],
      specs: [
        { ip: '192.0.2.1', product: 'cloudlinux' },
        { ip: '192.0.2.2', product: 'cloudlinux' },
        { ip: '192.0.2.1', product: 'kernelcare' },
        { ip: '192.0.2.2', product: 'kernelcare' },
      ],
      lines: [10, 11, 10, 11],
      problems: [],
    },
    {
      reason: 'a tier of Imunify has the one place that all tiers share',
      block: { products: ['imunifyav-plus'], ips: [IP], els_allowed: false },
      names: [`${IP}/imunify`],
      specs: [{ ip: IP, product: 'imunifyav-plus', els_allowed: false }],
      lines: [10],
      problems: [],
    },
    {
      reason: 'the API’s number stands for the name',
      block: { products: [16, 42], ips: [IP] },
      names: [`${IP}/kernelcare`, `${IP}/imunify`],
      specs: [
        { ip: IP, product: 'kernelcare' },
        { ip: IP, product: 'imunify360-30' },
      ],
      lines: [10, 10],
      problems: [],
    },
    {
      reason: 'a number that no one knows is warned of, and declared',
      block: { products: [9999], ips: [IP] },
      names: [`${IP}/type-9999`],
      specs: [{ ip: IP, product: 'type-9999' }],
      lines: [10],
      problems: [{ severity: 'warning', code: 'unknown-product-type', at: ['products', 0] }],
    },
    {
      reason: 'the name that views give to an unknown number is understood',
      block: { products: ['type-9999', 'type-16'], ips: [IP] },
      names: [`${IP}/type-9999`, `${IP}/kernelcare`],
      specs: [
        { ip: IP, product: 'type-9999' },
        { ip: IP, product: 'kernelcare' },
      ],
      lines: [10, 10],
      problems: [{ severity: 'warning', code: 'unknown-product-type', at: ['products', 0] }],
    },
    {
      reason: 'a name of nothing is reported, and the rest of the block read on',
      block: { products: ['kernelcar', 'type-0', 'kernelcare'], ips: [IP] },
      names: [`${IP}/kernelcare`],
      specs: [{ ip: IP, product: 'kernelcare' }],
      lines: [10],
      problems: [
        { severity: 'error', code: 'unknown-product', at: ['products', 0] },
        { severity: 'error', code: 'unknown-product', at: ['products', 1] },
      ],
    },
    {
      reason: 'two tiers of Imunify contradict each other',
      block: { products: ['imunify360-1', 'imunify360-30'], ips: [IP] },
      names: [`${IP}/imunify`],
      specs: [{ ip: IP, product: 'imunify360-1' }],
      lines: [10],
      problems: [{ severity: 'error', code: 'two-imunify-tiers', at: ['products', 1] }],
    },
    {
      reason: 'one product by name and by number is listed twice',
      block: { products: ['kernelcare', 16], ips: [IP] },
      names: [`${IP}/kernelcare`],
      specs: [{ ip: IP, product: 'kernelcare' }],
      lines: [10],
      problems: [{ severity: 'error', code: 'duplicate-product', at: ['products', 1] }],
    },
  ])('$reason', ({ block, names, specs, lines, problems }) => {
    const expanded = expandWith(ipLicense, 'fleet', block);
    expect(expanded.declarations.map(({ name }) => name)).toEqual(names);
    expect(expanded.declarations.map(({ spec }) => spec)).toEqual(specs);
    expect(expanded.declarations.map(({ source }) => source?.line)).toEqual(lines);
    expect(expanded.declarations.some(({ absent }) => absent === true)).toBe(false);
    expect(expanded.problems.map(({ severity, code, at }) => ({ severity, code, at }))).toEqual(problems);
    for (const { help } of expanded.problems) expect(help).not.toBe('');
  });

  it('suspended addresses as declared to be absent', () => {
    const { declarations } = expandWith(ipLicense, 'fleet', { products: ['kernelcare'], ips: [IP], suspended: true });
    expect(declarations).toMatchObject([{ name: `${IP}/kernelcare`, absent: true }]);
  });
});

describe('ip_license', () => {
  it('lists types that it cannot name, and names every tier by one place', async () => {
    const { api } = fakeApi({
      'ipLicenses.list': [
        { ip: IP, type: 9999 },
        { ip: IP, type: 41 },
        { ip: IP, type: 42, registered: true, created: 5 },
      ],
    });
    expect(await ipLicense.list(api.read, { all: true, specs: [], names: new Set(), under: [] })).toEqual([
      live(9999, 'type-9999', 'type-9999'),
      live(41, 'imunify', 'imunify360-1'),
      { ...live(42, 'imunify', 'imunify360-30'), occupants: 1 },
    ]);
  });

  it.each([
    { reason: 'the same tier', from: live(42, 'imunify', 'imunify360-30'), to: 'imunify360-30', replaces: false },
    { reason: 'a higher tier', from: live(42, 'imunify', 'imunify360-30'), to: 'imunify360-250', replaces: false },
    { reason: 'a lower tier', from: live(49, 'imunify', 'imunify360-unlimited'), to: 'imunify360-1', replaces: false },
    { reason: 'up from AV Plus', from: live(40, 'imunify', 'imunifyav-plus'), to: 'imunify360-5', replaces: false },
    { reason: 'down to AV Plus', from: live(42, 'imunify', 'imunify360-30'), to: 'imunifyav-plus', replaces: true },
    { reason: 'out of the family', from: live(42, 'imunify', 'imunify360-30'), to: 'kernelcare', replaces: true },
    { reason: 'into the family', from: live(16, 'kernelcare', 'kernelcare'), to: 'imunify360-30', replaces: true },
  ])('is replaced only where no conversion leads: $reason', ({ from, to, replaces }) => {
    expect(ipLicense.mustReplace?.(from, { ip: IP, product: to })).toBe(replaces);
  });

  it.each([
    { reason: 'els_allowed undeclared is not sent', spec: { ip: IP, product: 'type-9999' }, sent: { type: 9999 } },
    {
      reason: 'els_allowed declared is sent, false too',
      spec: { ip: IP, product: 'cloudlinux', els_allowed: false },
      sent: { type: 1, elsAllowed: false },
    },
  ])('registers: $reason', async ({ spec, sent }) => {
    const { api, calls } = fakeApi({ 'ipLicenses.register': done({ ip: IP, type: sent.type }) });
    await ipLicense.create?.(api, spec);
    expect(calls).toEqual([['ipLicenses.register', { ip: IP, ...sent }]]);
  });

  const tier30 = live(42, 'imunify', 'imunify360-30');
  const tier250 = live(43, 'imunify', 'imunify360-250');
  const CONVERT = ['ipLicenses.convert', { ip: IP, type: 42, typeTo: 43 }];

  it.each([
    {
      reason: 'a tier is converted, and the licence has a new id',
      next: { product: 'imunify360-250' },
      fields: ['product'],
      outcome: done(tier250),
      sent: [CONVERT],
    },
    {
      reason: 'els_allowed goes to the type that the licence has after the conversion',
      next: { product: 'imunify360-250', els_allowed: true },
      fields: ['product', 'els_allowed'],
      outcome: done(tier250),
      sent: [CONVERT, ['ipLicenses.update', { ip: IP, type: 43, elsAllowed: true }]],
    },
    {
      reason: 'els_allowed alone',
      next: { product: 'imunify360-30', els_allowed: false },
      fields: ['els_allowed'],
      outcome: done(tier30),
      sent: [['ipLicenses.update', { ip: IP, type: 42, elsAllowed: false }]],
    },
    {
      reason: 'a tier changes and els_allowed stays',
      next: { product: 'imunify360-250', els_allowed: false },
      fields: ['product'],
      outcome: done(tier250),
      sent: [CONVERT],
    },
    {
      reason: 'els_allowed that is not known is not sent',
      next: { product: 'imunify360-30' },
      fields: ['els_allowed'],
      outcome: done(tier30),
      sent: [],
    },
    {
      reason: 'the service finds nothing to convert',
      next: { product: 'imunify360-250', els_allowed: true },
      fields: ['product', 'els_allowed'],
      converted: done(false),
      outcome: { status: 'refused', endpoint: 'ipl/convert' },
      sent: [CONVERT],
    },
    {
      reason: 'the service finds nothing to update',
      next: { product: 'imunify360-30', els_allowed: true },
      fields: ['els_allowed'],
      updated: done(false),
      outcome: { status: 'refused', endpoint: 'ipl/update' },
      sent: [['ipLicenses.update', { ip: IP, type: 42, elsAllowed: true }]],
    },
  ])('updates: $reason', async ({ next, fields, outcome, sent, converted = done(true), updated = done(true) }) => {
    const { api, calls } = fakeApi({ 'ipLicenses.convert': converted, 'ipLicenses.update': updated });
    expect(await ipLicense.update?.(api, tier30, { ip: IP, ...next }, fields)).toMatchObject(outcome);
    expect(calls).toEqual(sent);
  });

  it.each([
    { reason: 'it was there', answer: done(true), rows: undefined, outcome: DONE },
    { reason: 'it was gone already', answer: done(false), rows: [{ ip: IP, type: 43 }], outcome: DONE },
    {
      reason: 'the service removed nothing',
      answer: done(false),
      rows: [{ ip: IP, type: 42 }],
      outcome: {
        status: 'refused',
        endpoint: 'ipl/remove',
        reason: 'ipl/remove: the service answered that there was no such object, and removed nothing',
      },
    },
    { reason: 'a text nobody knows, and it is gone', answer: STATED, rows: [], outcome: DONE },
    { reason: 'a text nobody knows, and it is there', answer: STATED, rows: [{ ip: IP, type: 42 }], outcome: STATED },
  ])('removes that one type: $reason', async ({ answer, rows, outcome }) => {
    const { api, calls } = fakeApi({ 'ipLicenses.remove': answer, 'ipLicenses.list': rows });
    expect(await ipLicense.remove?.(api, tier30)).toEqual(outcome);
    expect(calls).toEqual([
      ['ipLicenses.remove', { ip: IP, type: 42 }],
      ...(rows === undefined ? [] : [['ipLicenses.list']]),
    ]);
  });

  it.each(FAILURES)('hands on how a registration failed: %o', async (failure) => {
    const { api } = fakeApi({ 'ipLicenses.register': failure });
    expect(await ipLicense.create?.(api, { ip: IP, product: 'kernelcare' })).toEqual(failure);
  });

  it('takes a product that no manifest could have declared for a bug', async () => {
    await expect(ipLicense.create?.(fakeApi({}).api, { ip: IP, product: 'nonsense' })).rejects.toThrow('nonsense');
  });

  it('asks once an IP whether its licences can be had, and reports each that cannot', async () => {
    const rows = new Map([
      ['192.0.2.1', { available: [1, 16], owned: [] }],
      ['192.0.2.2', { available: [], owned: [16] }],
    ]);
    const { api, calls } = fakeApi({ 'ipLicenses.availability': (ip: string) => rows.get(ip) });
    const subject = (ip: string, product: string) => ({
      address: makeAddress('ip_license', `${ip}/${product}`),
      spec: { ip, product },
    });
    const problems = await ipLicense.preflight?.(api.read, [
      subject('192.0.2.1', 'cloudlinux'),
      subject('192.0.2.1', 'kernelcare'),
      subject('192.0.2.1', 'imunify360-30'),
      subject('192.0.2.2', 'kernelcare'),
      subject('192.0.2.2', 'cloudlinux'),
      subject('192.0.2.2', 'nonsense'),
    ]);
    expect(calls).toEqual([
      ['ipLicenses.availability', '192.0.2.1'],
      ['ipLicenses.availability', '192.0.2.2'],
    ]);
    expect(problems?.map(({ code, severity, address }) => ({ code, severity, address }))).toEqual([
      { code: 'ip-taken', severity: 'error', address: 'ip_license.192.0.2.1/imunify360-30' },
      { code: 'ip-taken', severity: 'error', address: 'ip_license.192.0.2.2/cloudlinux' },
      { code: 'ip-taken', severity: 'error', address: 'ip_license.192.0.2.2/nonsense' },
    ]);
  });

  it.each([
    { reason: 'a conversion costs nothing twice', facts: { action: 'update', fields: ['product'] }, hazards: [] },
    {
      reason: 'a replacement may bill the month again',
      facts: {
        action: 'replace',
        fields: ['product'],
        live: tier30,
        target: { ip: IP, product: 'imunifyav-plus' },
      },
      hazards: [
        { name: 'bills-full-month', detail: expect.stringContaining('imunify360-30 to imunifyav-plus') as string },
      ],
    },
    {
      reason: 'also when little is known of it',
      facts: { action: 'replace', fields: ['product'] },
      hazards: [
        { name: 'bills-full-month', detail: expect.stringContaining('this licence to another product') as string },
      ],
    },
    {
      reason: 'a removal that takes the licence of a registered server',
      facts: { action: 'remove', fields: [], live: { ...tier30, occupants: 1 } },
      hazards: [{ name: 'removes-servers', detail: 'A server is registered with this licence and loses it.' }],
    },
    {
      reason: 'not one of which the list tells of no server',
      facts: { action: 'remove', fields: [], live: tier30 },
      hazards: [],
    },
    {
      reason: 'a conversion leaves the registered server its licence',
      facts: { action: 'update', fields: ['product'], live: { ...tier30, occupants: 1 } },
      hazards: [],
    },
  ] as const)('flags: $reason', ({ facts, hazards }) => {
    expect(ipLicense.hazards?.(facts)).toEqual(hazards);
  });

  it('is billed by its product', () => {
    expect(ipLicense.billing?.({ ip: IP, product: 'kernelcare' })).toEqual({ product: 'kernelcare', units: 1 });
  });
});
