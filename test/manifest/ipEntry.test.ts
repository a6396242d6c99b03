import { describe, expect, it } from 'vitest';
import { parseIpEntry, parseNetwork } from '../../src/manifest/ipEntry.ts';
import { addressUse, formatIpv4, networkBase, networkSize, parseIpv4 } from '../../src/manifest/ipv4.ts';
import { fc, fuzz } from '../support/fc.ts';

const address = fc.integer({ min: 0, max: 0xffffffff });
/** Addresses that a server may have, with room above them. */
const usable = fc.integer({ min: 0x0b000000, max: 0x5fff0000 });

describe('an entry of a list of addresses', () => {
  it('reads every address back', () => {
    fc.assert(
      fc.property(address, (number) => {
        expect(parseIpv4(formatIpv4(number))).toBe(number);
      }),
    );
  });

  it('takes a network of up to a /16 for all of its addresses', () => {
    fc.assert(
      fc.property(usable, fc.integer({ min: 16, max: 32 }), (number, prefix) => {
        const first = networkBase(number, prefix);
        expect(parseIpEntry(`${formatIpv4(first)}/${prefix}`)).toMatchObject({
          first,
          last: first + networkSize(prefix) - 1,
        });
      }),
    );
  });

  it('takes a range for what is between its ends, both included', () => {
    fc.assert(
      fc.property(usable, fc.integer({ min: 0, max: 65_535 }), (first, more) => {
        expect(parseIpEntry(`${formatIpv4(first)}-${formatIpv4(first + more)}`)).toMatchObject({
          first,
          last: first + more,
        });
      }),
    );
  });

  it('refuses one address more than 65,536', () => {
    expect(parseIpEntry('11.0.0.0-11.1.0.0')).toMatchObject({ code: 'entry-too-large' });
    expect(parseIpEntry('11.0.0.0-11.0.255.255')).toMatchObject({ last: 0x0b00ffff });
  });

  it('never throws, and explains every refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.:/a-f-]{0,40}$/u)), (text) => {
        const read = parseIpEntry(text);
        if ('code' in read) expect(read.help.length).toBeGreaterThan(0);
        else expect(read.last).toBeGreaterThanOrEqual(read.first);
      }),
      { numRuns: 1000 * fuzz },
    );
  });

  it.each([
    ['0.0.0.1', 'unspecified'],
    ['127.255.255.255', 'loopback'],
    ['223.255.255.255', 'usable'],
    ['224.0.0.0', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.0', 'reserved'],
    ['255.255.255.254', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['10.255.255.255', 'private'],
    ['172.15.255.255', 'usable'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'usable'],
    ['192.167.255.255', 'usable'],
    ['192.168.0.0', 'private'],
    ['100.64.0.0', 'private'],
    ['169.254.1.1', 'private'],
    ['203.0.113.1', 'usable'],
    ['198.51.100.1', 'usable'],
    ['192.0.2.1', 'usable'],
  ])('%s is %s', (text, use) => {
    expect(addressUse(parseIpv4(text) ?? -1)).toBe(use);
  });
});

describe('an allowed network', () => {
  it.each([
    { reason: 'as it is', text: '203.0.113.0/24', expected: { network: '203.0.113.0/24' } },
    { reason: 'an address', text: '203.0.113.7', expected: { network: '203.0.113.7/32' } },
    { reason: 'everywhere', text: '0.0.0.0/0', expected: { network: '0.0.0.0/0' } },
    { reason: 'an internal one: servers may well be there', text: '10.0.0.0/8', expected: { network: '10.0.0.0/8' } },
    { reason: 'a range is none', text: '203.0.113.1-203.0.113.2', expected: { code: 'bad-address' } },
    { reason: 'an address inside', text: '203.0.113.1/24', expected: { code: 'not-a-network' } },
    { reason: 'a prefix with a zero', text: '203.0.113.0/024', expected: { code: 'bad-address' } },
  ])('$reason', ({ text, expected }) => {
    expect(parseNetwork(text)).toMatchObject(expected);
  });
});
