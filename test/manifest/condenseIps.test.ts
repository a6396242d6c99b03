import { describe, expect, it } from 'vitest';
import { condenseIps } from '../../src/manifest/condenseIps.ts';
import { parseIpEntry } from '../../src/manifest/ipEntry.ts';
import { formatIpv4 } from '../../src/manifest/ipv4.ts';
import { fc } from '../support/fc.ts';

const BASE = 0xcb007100; // 203.0.113.0

describe('condenseIps', () => {
  it.each([
    { reason: 'nothing', ips: [], entries: [] },
    { reason: 'a pair stays a pair', ips: ['203.0.113.2', '203.0.113.1'], entries: ['203.0.113.1', '203.0.113.2'] },
    {
      reason: 'three are a range',
      ips: ['203.0.113.1', '203.0.113.2', '203.0.113.3'],
      entries: ['203.0.113.1-203.0.113.3'],
    },
    {
      reason: 'a network that is whole and aligned',
      ips: ['203.0.113.4', '203.0.113.5', '203.0.113.6', '203.0.113.7'],
      entries: ['203.0.113.4/30'],
    },
    {
      reason: 'as many that are not aligned',
      ips: ['203.0.113.5', '203.0.113.6', '203.0.113.7', '203.0.113.8'],
      entries: ['203.0.113.5-203.0.113.8'],
    },
    { reason: 'repeats, and what is no address', ips: ['203.0.113.9', 'x', '203.0.113.9'], entries: ['203.0.113.9'] },
  ])('$reason', ({ ips, entries }) => {
    expect(condenseIps(ips)).toEqual(entries);
  });

  it('splits what is more than one entry may stand for', () => {
    const ips = Array.from({ length: 65_540 }, (_, i) => formatIpv4(0x0b000000 + i));
    expect(condenseIps(ips)).toEqual(['11.0.0.0/16', '11.1.0.0/30']);
  });

  it('stands for just the addresses that it was given, in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(80), { maxLength: 60 }), (offsets) => {
        const found = condenseIps(offsets.map((offset) => formatIpv4(BASE + offset))).flatMap((entry) => {
          const span = parseIpEntry(entry);
          if ('code' in span) throw new Error(span.summary);
          return Array.from({ length: span.last - span.first + 1 }, (_, i) => span.first + i - BASE);
        });
        expect(found).toEqual(offsets.toSorted((a, b) => a - b));
      }),
    );
  });
});
