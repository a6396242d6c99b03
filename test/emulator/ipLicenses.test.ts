import { describe, expect, it } from 'vitest';
import { dataOf, small } from './support.ts';

const OWN = '203.0.113.1';

describe('ipl', () => {
  it('tells what is free, what is owned and what any customer has', () => {
    const emulator = small();
    const { available, owned } = dataOf(emulator, 'GET ipl/availability.json', { ip: OWN }) as Record<string, number[]>;
    expect(owned).toEqual([16, 41]);
    expect(available).toContain(42);
    expect(available).not.toContain(16);
    expect(available).not.toContain(1);
    expect(dataOf(emulator, 'GET ipl/check.json', { ip: OWN })).toEqual([1, 16, 41]);
    expect(dataOf(emulator, 'GET ipl/check.json', { ip: '192.0.2.99' })).toEqual([]);
  });

  it('registers, and answers the existing licence when asked again', () => {
    const emulator = small();
    const args = { ip: '192.0.2.99', type: 1002, els_allowed: 'true' };
    const license = dataOf(emulator, 'GET ipl/register.json', args);
    expect(license).toEqual({ ip: '192.0.2.99', type: 1002, registered: false, created: '2026-03-01T08:00-0400' });
    expect(dataOf(emulator, 'GET ipl/register.json', { ...args, els_allowed: 'false' })).toEqual(license);
    expect(emulator.account.ipLicenses.get('192.0.2.99/1002')?.elsAllowed).toBe(true);
    expect(emulator.ledger.events).toHaveLength(1);
  });

  it.each([
    { reason: 'upwards', ip: OWN, type: 41, to: 49, done: true },
    { reason: 'to five users', ip: OWN, type: 41, to: 44, done: true },
    { reason: 'from ImunifyAV+', ip: '203.0.113.2', type: 40, to: 41, done: true },
    { reason: 'never to ImunifyAV+', ip: OWN, type: 41, to: 40, done: false },
    { reason: 'not outside the family', ip: OWN, type: 16, to: 17, done: false },
    { reason: 'not into the family', ip: OWN, type: 16, to: 42, done: false },
    { reason: 'not to the same type', ip: OWN, type: 41, to: 41, done: false },
    { reason: 'not what is not there', ip: OWN, type: 42, to: 43, done: false },
    { reason: 'not on an IP without licences', ip: '192.0.2.99', type: 41, to: 42, done: false },
  ])('converts $reason', ({ ip, type, to, done }) => {
    const emulator = small();
    expect(dataOf(emulator, 'GET ipl/convert.json', { ip, type, type_to: to })).toBe(done);
    expect(emulator.account.ipLicenses.has(`${ip}/${to}`)).toBe(done || type === to);
    expect(emulator.account.ipLicenses.size).toBe(3);
  });

  it('does not convert to a type that the IP already has, its own or another customer’s', () => {
    const emulator = small();
    dataOf(emulator, 'GET ipl/register.json', { ip: OWN, type: 42 });
    emulator.account.foreignLicenses.put({ ip: OWN, type: 43 });
    expect(dataOf(emulator, 'GET ipl/convert.json', { ip: OWN, type: 41, type_to: 42 })).toBe(false);
    expect(dataOf(emulator, 'GET ipl/convert.json', { ip: OWN, type: 41, type_to: 43 })).toBe(false);
  });

  it.each([
    { reason: 'one type', args: { ip: OWN, type: 16 }, removed: true, left: 2, untyped: undefined },
    { reason: 'every type when none is named', args: { ip: OWN }, removed: true, left: 1, untyped: true },
    { reason: 'every type when the type is empty', args: { ip: OWN, type: '' }, removed: true, left: 1, untyped: true },
    { reason: 'nothing where nothing is', args: { ip: OWN, type: 17 }, removed: false, left: 3, untyped: undefined },
    { reason: 'nothing of another customer', args: { ip: OWN, type: 1 }, removed: false, left: 3, untyped: undefined },
  ])('removes $reason', ({ args, removed, left, untyped }) => {
    const emulator = small();
    expect(dataOf(emulator, 'GET ipl/remove.json', args)).toBe(removed);
    expect(emulator.account.ipLicenses.size).toBe(left);
    expect(emulator.ledger.calls.at(-1)?.untypedRemoval).toBe(untyped);
  });

  it('stores els_allowed, which no list shows', () => {
    const emulator = small();
    expect(dataOf(emulator, 'GET ipl/update.json', { ip: OWN, type: 16, els_allowed: 'true' })).toBe(true);
    expect(dataOf(emulator, 'GET ipl/update.json', { ip: OWN, type: 42, els_allowed: 'true' })).toBe(false);
    expect(emulator.account.ipLicenses.get(`${OWN}/16`)?.elsAllowed).toBe(true);
    expect(emulator.account.ipLicenses.get(`${OWN}/41`)?.elsAllowed).toBe(false);
    expect(JSON.stringify(dataOf(emulator, 'GET ipl/list.json'))).not.toContain('els');
  });

  it('lists licences, and their servers by IP', () => {
    expect(dataOf(small(), 'GET ipl/list.json')).toHaveLength(3);
    expect(dataOf(small(), 'GET ipl/server.json', { ip: `${OWN},192.0.2.99` })).toEqual([
      {
        ...{ server_info: null, ip: OWN, type: 16, registered: true, created: '2026-03-01T08:00-0400' },
        last_checkin: '2026-03-01T08:00-0400',
      },
      {
        ...{ server_info: null, ip: OWN, type: 41, registered: false, created: '2026-03-01T08:00-0400' },
        last_checkin: null,
      },
    ]);
  });
});
