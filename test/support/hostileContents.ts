import type { AccountContents } from '../../src/emulator/account.ts';

/** Notes and names that try to get out of the place where they are written, or that no manifest can hold. */
export const HOSTILE_NOTES = [
  '\u001b[31mred\u001b[0m',
  'right\u202eto left',
  'two\nlines',
  'tab\there',
  '${env:HOME}',
  'a $${ b ${ c',
  '"quoted" \'twice\' \\ back',
  '# no comment',
  'key: value, { a: 1 }, [x]',
  '- item',
  'null',
  'true',
  '0x10',
  '1e5',
  '12_000',
  '::error::owned',
  '[clnform:web#abcd1234]',
  ' leading and trailing ',
  '&anchor *alias !tag',
  'é ü 漢字 почта 👍',
  '%YAML 1.1',
  '---',
  '...',
  '@at `tick`',
  'x'.repeat(95),
  'y'.repeat(10_000),
  '__proto__',
  'constructor',
  'a/b\\c',
];

/** An account in which every text is hostile, with codes that no document names and two tiers on one address. */
export function hostileContents(): AccountContents {
  return {
    imunifyKeys: [
      ...HOSTILE_NOTES.map((note, i) => ({
        key: `IM30HOSTILE${String(i).padStart(5, '0')}`,
        code: '360_30',
        limit: 5,
        note,
      })),
      { key: 'IM9HOSTILENEWCODE', code: '360_30', limit: 3, note: 'plain' },
    ],
    kernelcareKeys: HOSTILE_NOTES.map((note, i) => ({
      ...{ key: `KcHostile${String(i).padStart(7, '0')}`, limit: 5, note, enabled: true, created: 0, cidrs: [] },
    })),
    ipLicenses: [41, 42].map((type) => ({ ip: '203.0.113.9', type, registered: true, created: 0, elsAllowed: false })),
    groups: [
      ...HOSTILE_NOTES.filter((name) => name.length < 100).map((name) => ({ name, description: name, servers: [] })),
      { name: 'with odd servers', description: '', servers: ['bad id', 'S1'] },
    ],
  };
}
