import { describe, expect, it } from 'vitest';
import { parseContents } from '../../src/emulator/contents.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { sampleContents } from '../../src/emulator/sample.ts';
import { NOW, SMALL, dataOf, small } from './support.ts';

describe('seed', () => {
  it.each([
    { reason: 'the small account', contents: SMALL },
    { reason: 'the sample', contents: sampleContents({ now: NOW }) },
    { reason: 'nothing', contents: {} },
  ])('survives a dump: $reason', ({ contents }) => {
    const dump = createEmulator({ contents }).dump();
    const read = parseContents(JSON.stringify(dump));
    expect(read).toEqual({ ok: true, value: dump });
    expect(dump).toMatchObject(contents);
    expect(createEmulator({ contents: dump }).dump()).toEqual(dump);
  });

  it('carries what no list shows', () => {
    const emulator = small();
    dataOf(emulator, 'GET kcare/key/set_cidr.json', { key: 'KC-A', cidr: '10.0.0.0/8' });
    dataOf(emulator, 'GET ipl/update.json', { ip: '203.0.113.2', type: 40, els_allowed: 'true' });
    expect(emulator.dump().kernelcareKeys).toMatchObject([{ isDefault: true }, { cidrs: ['10.0.0.0/8'] }]);
    expect(emulator.dump().ipLicenses).toMatchObject([{}, {}, { elsAllowed: true }]);
  });

  it.each([
    { reason: 'no JSON', text: '{', says: 'not JSON' },
    { reason: 'no object', text: '[]', says: 'not a JSON object' },
    { reason: 'an unknown table', text: '{"imunifyKey":[]}', says: 'unknown table `imunifyKey`' },
    { reason: 'a table that is no list', text: '{"groups":{}}', says: '`groups` is not a list' },
    { reason: 'a row that is no object', text: '{"groups":[1]}', says: '`groups[0]` is not an object' },
    {
      reason: 'an unknown field',
      text: '{"foreignLicenses":[{"ip":"a","typ":1}]}',
      says: 'unknown field of foreignLicenses[0] `typ`',
    },
    {
      reason: 'a missing field',
      text: '{"foreignLicenses":[{"ip":"a"}]}',
      says: '`foreignLicenses[0].type` is not a whole',
    },
    {
      reason: 'a negative limit',
      text: '{"foreignLicenses":[{"ip":"a","type":-1}]}',
      says: 'is not a whole number from 0',
    },
    {
      reason: 'an id that is no number',
      text: '{"features":[{"id":"x","permission":"UNSET"}]}',
      says: '`features[0].id` is not a text of digits',
    },
    {
      reason: 'a list of numbers',
      text: '{"groups":[{"name":"a","description":"","servers":[1]}]}',
      says: 'is not a list of texts',
    },
    {
      reason: 'a flag in words',
      text: '{"imunifyKeys":[{"key":"a","code":"AVP","limit":1,"note":"","isDefault":"yes"}]}',
      says: 'is not true or false',
    },
  ])('is refused with its place: $reason', ({ text, says }) => {
    const read = parseContents(text);
    expect(read.ok ? '' : read.diagnostic.summary).toContain(says);
    expect(read.ok ? '' : read.diagnostic.code).toBe('bad-seed');
  });
});

describe('an empty account', () => {
  it('holds one default key of each kind that has one, and they cannot be removed', () => {
    const emulator = createEmulator();
    const sizes = Object.entries(emulator.account).filter(([, table]) => table.size > 0);
    expect(sizes.map(([name, table]) => [name, table.size])).toEqual([
      ['imunifyKeys', 1],
      ['kernelcareKeys', 1],
      ['cloudlinuxKeys', 1],
    ]);
    expect(emulator.account.imunifyKeys.rows().every(({ isDefault }) => isDefault === true)).toBe(true);
  });
});
