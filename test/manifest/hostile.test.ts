import { describe, expect, it } from 'vitest';
import { brief, HEAD, load } from './load.ts';
import { expectWellFormed } from './wellFormed.ts';

interface Row {
  readonly reason: string;
  /** Below `version` and `account`, which take two lines; or a whole file with `whole`. */
  readonly text: string;
  readonly whole?: true;
  /** Every diagnostic, in order. */
  readonly expected: readonly string[];
  /** Part of the help of the first one. */
  readonly help?: string;
}

const key = (fields: string): string => `imunify_keys:\n  web: { product: AVP, limit: 1, ${fields} }\n`;

const YAML_ROWS: readonly Row[] = [
  { reason: 'an empty file', whole: true, text: '', expected: ['error manifest-empty 1:1'] },
  { reason: 'only comments', whole: true, text: '# nothing\n', expected: ['error manifest-empty 1:1'] },
  { reason: 'a list at the root', whole: true, text: '- version: 1\n', expected: ['error not-a-mapping 1:1'] },
  { reason: 'a scalar at the root', whole: true, text: 'hello\n', expected: ['error not-a-mapping 1:1'] },
  { reason: 'two documents', whole: true, text: `${HEAD}---\n${HEAD}`, expected: ['error multiple-documents 3:1'] },
  {
    reason: 'a question mark before a carriage return',
    text: ': > ? \r',
    expected: ['error yaml-syntax 3:5', 'error control-character 3:7'],
  },
  { reason: 'an unclosed quote', text: 'guards: { max_creates: "5 }\n', expected: ['error yaml-syntax 4:1'] },
  { reason: 'an unclosed bracket', text: 'exclusive: [features\nguards: {}\n', expected: ['error yaml-syntax 4:1'] },
  {
    reason: 'wrong indentation',
    text: 'guards:\n  max_creates: 1\n max_removes: 1\n',
    expected: ['error yaml-syntax 5:1'],
  },
  { reason: 'a tab as indentation', text: 'guards:\n\tmax_creates: 1\n', expected: ['error tab-indent 4:1'] },
  {
    reason: 'an older YAML asked for',
    whole: true,
    text: `%YAML 1.1\n---\n${HEAD}`,
    expected: ['error yaml-directive 1:1'],
  },
  {
    reason: 'a tag shorthand defined',
    whole: true,
    text: `%TAG ! tag:x,2000:\n---\n${HEAD}`,
    expected: ['error yaml-directive 1:1'],
  },
  { reason: 'a code tag', text: 'guards: !!js/function "x"\n', expected: ['error yaml-tag 3:9'] },
  { reason: 'a local tag on a mapping', text: 'guards: !g { max_creates: 1 }\n', expected: ['error yaml-tag 3:9'] },
  {
    reason: 'a standard tag would coerce',
    text: 'guards: { max_creates: !!int "5" }\n',
    expected: ['error yaml-tag 3:24'],
  },
  { reason: 'an alias without an anchor', text: 'guards: *g\n', expected: ['error bad-alias 3:9'] },
  {
    reason: 'an anchor that holds itself',
    text: 'guards: &g { max_creates: *g }\n',
    expected: ['error bad-alias 3:27'],
  },
  { reason: 'a merge key', text: 'guards: { <<: { max_creates: 1 } }\n', expected: ['error merge-key 3:11'] },
  {
    reason: 'a duplicate key',
    text: 'guards: {}\nprices: { currency: USD, monthly: {} }\nguards: {}\n',
    expected: ['error duplicate-key 5:1'],
  },
  {
    reason: 'a duplicate key, quoted differently',
    text: key('limit: 2, "limit": 2'),
    expected: ['error duplicate-key 4:34', 'error duplicate-key 4:44'],
  },
  {
    reason: 'a prototype key',
    text: 'imunify_keys:\n  __proto__: { product: AVP, limit: 1 }\n',
    expected: ['error reserved-key 4:3'],
  },
  {
    reason: 'a constructor key, quoted',
    text: 'guards: { "constructor": 1 }\n',
    expected: ['error reserved-key 3:11'],
  },
  { reason: 'a prototype key in a block', text: key('prototype: 1'), expected: ['error reserved-key 4:34'] },
  {
    reason: 'a number as a key',
    text: 'features:\n  4600: enabled\n',
    expected: ['error key-not-text 4:3'],
    help: 'Quote it: "4600".',
  },
  { reason: 'true as a key', text: 'features:\n  true: enabled\n', expected: ['error key-not-text 4:3'] },
  { reason: 'an empty key', text: 'features:\n  : enabled\n', expected: ['error key-not-text 4:3'] },
  { reason: 'a list as a key', text: 'features:\n  ? [a]\n  : enabled\n', expected: ['error key-not-text 4:5'] },
  {
    reason: 'an alias as a key',
    text: 'account: &a acme\nfeatures: { *a : enabled }\n'.replace('account: &a acme\n', 'markers: &a "on"\n'),
    expected: ['error key-not-text 4:13'],
  },
  {
    reason: 'substitution in a key',
    text: 'features:\n  "${env:F}": enabled\n',
    expected: ['error bad-substitution 4:3'],
  },
  {
    reason: 'NUL in the file',
    text: 'features: { "a\u0000b": enabled }\n',
    expected: ['error control-character 3:15'],
  },
  { reason: 'an escape character in a comment', text: '# \u001b[2J\n', expected: ['error control-character 3:3'] },
  { reason: 'a bidirectional override in a comment', text: '# \u202e\n', expected: ['error control-character 3:3'] },
  { reason: 'a lone carriage return', text: '# a\rb: 1\n', expected: ['error control-character 3:4'] },
  { reason: 'an escaped NUL in a note', text: key('note: "a\\0b"'), expected: ['error control-character 4:40'] },
  { reason: 'an escaped ESC in a note', text: key('note: "\\e[31m"'), expected: ['error control-character 4:40'] },
  {
    reason: 'a newline in a note',
    text: 'kernelcare_keys:\n  a:\n    limit: 1\n    note: |\n      one\n      two\n',
    expected: ['error control-character 6:11'],
    help: 'one line',
  },
  {
    reason: 'a bidirectional mark by escape',
    text: key('note: "\\u202Ea"'),
    expected: ['error control-character 4:40'],
  },
  { reason: 'a lone surrogate by escape', text: key('note: "\\uD800"'), expected: ['error control-character 4:40'] },
  {
    reason: 'an escaped control character in a key',
    text: 'features: { "a\\tb": enabled }\n',
    expected: ['error control-character 3:13'],
  },
];

const SCALAR_ROWS: readonly Row[] = [
  {
    reason: 'octal or decimal',
    text: 'guards: { max_creates: 010 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 10',
  },
  {
    reason: 'a leading zero that is no octal',
    text: 'guards: { max_creates: 09 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 9',
  },
  {
    reason: 'hexadecimal',
    text: 'guards: { max_creates: 0x10 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 16',
  },
  {
    reason: 'octal of YAML 1.2',
    text: 'guards: { max_creates: 0o17 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 15',
  },
  {
    reason: 'binary',
    text: 'guards: { max_creates: 0b11 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 3',
  },
  {
    reason: 'an exponent',
    text: 'guards: { max_creates: 12e3 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 12000',
  },
  {
    reason: 'underscores',
    text: 'guards: { max_creates: 1_000 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 1000',
  },
  {
    reason: 'a product code without quotes',
    text: 'imunify_keys:\n  a: { product: 360_30, limit: 1 }\n',
    expected: ['error ambiguous-scalar 4:17'],
    help: 'quote it: "360_30"',
  },
  {
    reason: 'a product code as a key',
    text: 'prices: { currency: USD, monthly: { 360_30: 25 } }\n',
    expected: ['error ambiguous-scalar 3:37'],
    help: '"360_30"',
  },
  {
    reason: 'a backup name that is a number',
    text: 'backups:\n  12e3: { size_gb: 10, datacenter: EU }\n',
    expected: ['error ambiguous-scalar 4:3'],
    help: '"12e3"',
  },
  { reason: 'infinity', text: 'guards: { max_change_percent: .inf }\n', expected: ['error ambiguous-scalar 3:31'] },
  { reason: 'not a number', text: 'guards: { max_change_percent: .nan }\n', expected: ['error ambiguous-scalar 3:31'] },
  {
    reason: 'a date as a note',
    text: key('note: 2024-01-31'),
    expected: ['error ambiguous-scalar 4:40'],
    help: '"2024-01-31"',
  },
  { reason: 'sexagesimal', text: key('note: 1:30'), expected: ['error ambiguous-scalar 4:40'] },
  {
    reason: 'a plus sign',
    text: 'guards: { max_creates: +5 }\n',
    expected: ['error ambiguous-scalar 3:24'],
    help: 'write 5',
  },
  {
    reason: 'a point without a digit',
    text: 'guards: { max_change_percent: .5 }\n',
    expected: ['error ambiguous-scalar 3:31'],
    help: 'write 0.5',
  },
  {
    reason: 'twenty digits',
    text: 'guards: { max_creates: 12345678901234567890 }\n',
    expected: ['error number-too-large 3:24'],
  },
  {
    reason: 'twenty digits of an id',
    text: key('adopt: 12345678901234567890'),
    expected: ['error number-too-large 4:41'],
  },
  {
    reason: 'more decimals than a number holds',
    text: 'guards: { max_change_percent: 0.12345678901234567890 }\n',
    expected: ['error number-too-large 3:31'],
  },
];

const SHAPE_ROWS: readonly Row[] = [
  { reason: 'no version', whole: true, text: 'account: acme\n', expected: ['error missing-field 1:1'] },
  { reason: 'no account', whole: true, text: 'version: 1\n', expected: ['error missing-field 1:1'] },
  {
    reason: 'a later version',
    whole: true,
    text: 'version: 2\naccount: acme\n',
    expected: ['error unsupported-version 1:10'],
  },
  {
    reason: 'a version in quotes',
    whole: true,
    text: 'version: "1"\naccount: acme\n',
    expected: ['error wrong-type 1:10'],
    help: 'Remove the quotes: 1.',
  },
  {
    reason: 'an account that is no login',
    whole: true,
    text: 'version: 1\naccount: "a b"\n',
    expected: ['error bad-format 2:10'],
  },
  {
    reason: 'a login with the separator of the token',
    whole: true,
    text: 'version: 1\naccount: a|b\n',
    expected: ['error bad-format 2:10'],
  },
  {
    reason: 'a number as account',
    whole: true,
    text: 'version: 1\naccount: 123\n',
    expected: ['error wrong-type 2:10'],
    help: 'quotes: "123"',
  },
  {
    reason: 'a kind for a section',
    text: 'imunify_key: {}\n',
    expected: ['error unknown-field 3:1'],
    help: 'Did you mean `imunify_keys`?',
  },
  {
    reason: 'a misspelt field',
    text: key('limt: 5'),
    expected: ['error unknown-field 4:34'],
    help: 'Did you mean `limit`?',
  },
  {
    reason: 'a field of another kind',
    text: 'cloudlinux_keys:\n  a: { product: CL, limit: 1, servers: [a] }\n',
    expected: ['error unknown-field 4:31'],
  },
  { reason: 'no limit', text: 'kernelcare_keys:\n  a: {}\n', expected: ['error missing-field 4:3'], help: 'unlimited' },
  { reason: 'a section without a value', text: 'features:\n', expected: ['error empty-value 3:10'] },
  {
    reason: 'a block without a value',
    text: 'server_groups:\n  a:\n',
    expected: ['error empty-value 4:5'],
    help: '{}',
  },
  { reason: 'a list for a section', text: 'features: [a]\n', expected: ['error wrong-type 3:11'] },
  { reason: 'text for a block', text: 'kernelcare_keys:\n  a: 5 seats\n', expected: ['error wrong-type 4:6'] },
  {
    reason: 'a limit in quotes',
    text: 'kernelcare_keys:\n  a: { limit: "5" }\n',
    expected: ['error wrong-type 4:15'],
    help: 'Remove the quotes: 5.',
  },
  { reason: 'half a seat', text: 'kernelcare_keys:\n  a: { limit: 1.5 }\n', expected: ['error wrong-type 4:15'] },
  {
    reason: 'a whole number with a point',
    text: 'kernelcare_keys:\n  a: { limit: 5.0 }\n',
    expected: ['error wrong-type 4:15'],
  },
  { reason: 'a negative limit', text: 'kernelcare_keys:\n  a: { limit: -1 }\n', expected: ['error out-of-range 4:15'] },
  {
    reason: 'a limit beyond any server park',
    text: 'kernelcare_keys:\n  a: { limit: 99999999999 }\n',
    expected: ['error out-of-range 4:15'],
  },
  { reason: 'yes for a boolean', text: key('protect: yes'), expected: ['error wrong-type 4:43'], help: 'write true' },
  { reason: 'off for a boolean', text: key('protect: off'), expected: ['error wrong-type 4:43'], help: 'write false' },
  {
    reason: 'a boolean in quotes',
    text: key('protect: "true"'),
    expected: ['error wrong-type 4:43'],
    help: 'Remove the quotes',
  },
  { reason: 'false for markers', text: 'markers: false\n', expected: ['error wrong-type 3:10'], help: 'on' },
  { reason: 'a number as a note', text: key('note: 123'), expected: ['error wrong-type 4:40'], help: '"123"' },
  {
    reason: 'a note that is too long',
    text: `kernelcare_keys:\n  a: { limit: 1, note: ${'x'.repeat(101)} }\n`,
    expected: ['error too-long 4:24'],
  },
  {
    reason: 'an unknown product code',
    text: 'imunify_keys:\n  a: { product: "360_3", limit: 1 }\n',
    expected: ['error unknown-value 4:17'],
    help: 'Did you mean',
  },
  {
    reason: 'a product in small letters',
    text: 'cloudlinux_keys:\n  a: { product: cl, limit: 1 }\n',
    expected: ['error unknown-value 4:17'],
    help: 'Did you mean `CL`?',
  },
  {
    reason: 'an unknown product name',
    text: 'ip_licenses:\n  a: { products: [cloudlnux], ips: [203.0.113.1] }\n',
    expected: ['error unknown-value 4:19'],
    help: 'Did you mean `cloudlinux`?',
  },
  {
    reason: 'no products',
    text: 'ip_licenses:\n  a: { products: [], ips: [203.0.113.1] }\n',
    expected: ['error empty-list 4:18'],
  },
  {
    reason: 'a product twice',
    text: 'ip_licenses:\n  a: { products: [kernelcare, kernelcare], ips: [203.0.113.1] }\n',
    expected: ['error duplicate-entry 4:31'],
  },
  {
    reason: 'one address without a list',
    text: 'ip_licenses:\n  a: { products: [kernelcare], ips: 203.0.113.1 }\n',
    expected: ['error wrong-type 4:37'],
    help: '["203.0.113.1"]',
  },
  {
    reason: 'a misspelt file field',
    text: 'ip_licenses:\n  a: { products: [kernelcare], ips: { fil: a.txt } }\n',
    expected: ['error missing-field 4:37', 'error unknown-field 4:39'],
  },
  {
    reason: 'a size that is no multiple of ten',
    text: 'backups:\n  S1: { size_gb: 15, datacenter: EU }\n',
    expected: ['error out-of-range 4:18'],
  },
  {
    reason: 'an unknown feature state',
    text: 'features:\n  imunify-email: enable\n',
    expected: ['error unknown-value 4:18'],
    help: 'Did you mean `enabled`?',
  },
  {
    reason: 'true as a feature state',
    text: 'features:\n  imunify-email: true\n',
    expected: ['error wrong-type 4:18'],
  },
  {
    reason: 'a name that cannot be an address',
    text: 'kernelcare_keys:\n  "a b": { limit: 1 }\n',
    expected: ['error bad-name 4:3'],
  },
  { reason: 'days without the unit', text: key('remove_stale_servers_after: 90'), expected: ['error wrong-type 4:62'] },
  {
    reason: 'a duration in another unit',
    text: key('remove_stale_servers_after: 3 months'),
    expected: ['error bad-format 4:62'],
    help: '"90d"',
  },
  {
    reason: 'a field to ignore that is none',
    text: key('ignore: [notes]'),
    expected: ['error unknown-value 4:43'],
    help: 'Did you mean `note`?',
  },
  {
    reason: 'a kind where a section is wanted',
    text: 'exclusive: [ip_license]\n',
    expected: ['error unknown-value 3:13'],
    help: 'Did you mean `ip_licenses`?',
  },
  {
    reason: 'a price of nothing known',
    text: 'prices: { currency: USD, monthly: { kernelcar: 3 } }\n',
    expected: ['error unknown-value 3:37'],
  },
  {
    reason: 'a price below zero',
    text: 'prices: { currency: USD, monthly: { kernelcare: -3 } }\n',
    expected: ['error out-of-range 3:49'],
  },
  {
    reason: 'a currency in words',
    text: 'prices: { currency: dollars, monthly: {} }\n',
    expected: ['error bad-format 3:21'],
  },
  {
    reason: 'adopt where the service chooses no id',
    text: 'server_groups:\n  a: { adopt: "1" }\n',
    expected: ['error unknown-field 4:8'],
  },
];

const MEANING_ROWS: readonly Row[] = [
  { reason: 'no address at all', text: ips('fleet'), expected: ['error bad-address 4:38'] },
  { reason: 'a part above 255', text: ips('203.0.113.256'), expected: ['error bad-address 4:38'] },
  { reason: 'leading zeros', text: ips('010.1.1.1'), expected: ['error octal-address 4:38'], help: '10.1.1.1' },
  { reason: 'IPv6', text: ips('"2001:db8::1"'), expected: ['error ipv6-address 4:38'] },
  { reason: 'an IPv6 network', text: ips('"2001:db8::/64"'), expected: ['error ipv6-address 4:38'] },
  { reason: 'a prefix beyond 32', text: ips('203.0.113.0/33'), expected: ['error bad-address 4:38'] },
  {
    reason: 'an address inside its network',
    text: ips('203.0.113.5/24'),
    expected: ['error not-a-network 4:38'],
    help: '203.0.113.0/24',
  },
  {
    reason: 'a shortened range',
    text: ips('203.0.113.60-70'),
    expected: ['error bad-address 4:38'],
    help: '203.0.113.60-203.0.113.70',
  },
  {
    reason: 'a range that runs backwards',
    text: ips('203.0.113.9-203.0.113.2'),
    expected: ['error reversed-range 4:38'],
    help: '203.0.113.2-203.0.113.9',
  },
  {
    reason: 'a range of three',
    text: ips('203.0.113.1-203.0.113.2-203.0.113.3'),
    expected: ['error bad-address 4:38'],
  },
  { reason: 'a network larger than a /16', text: ips('11.0.0.0/15'), expected: ['error entry-too-large 4:38'] },
  { reason: 'the whole internet', text: ips('0.0.0.0/0'), expected: ['error entry-too-large 4:38'] },
  { reason: 'no address', text: ips('0.0.0.0'), expected: ['error unusable-address 4:38'] },
  { reason: 'loopback', text: ips('127.0.0.1'), expected: ['error unusable-address 4:38'] },
  { reason: 'multicast', text: ips('224.0.0.1'), expected: ['error unusable-address 4:38'] },
  { reason: 'reserved', text: ips('250.0.0.1'), expected: ['error unusable-address 4:38'] },
  { reason: 'broadcast', text: ips('255.255.255.255'), expected: ['error unusable-address 4:38'] },
  { reason: 'a private address', text: ips('192.168.1.1'), expected: ['warning private-address 4:38'] },
  {
    reason: 'an address twice in one list',
    text: ips('203.0.113.1, 203.0.113.1'),
    expected: ['error duplicate-address 4:51'],
  },
  {
    reason: 'an address inside a network of the list',
    text: ips('203.0.113.1, 203.0.113.0/30'),
    expected: ['error duplicate-address 4:51'],
  },
  {
    reason: 'a key without a limit',
    text: 'kernelcare_keys:\n  a: { limit: 0 }\n',
    expected: ['warning unlimited-key 4:15'],
  },
  {
    reason: 'protected and forgotten',
    text: key('protect: true, forget: true'),
    expected: ['error conflicting-fields 4:57'],
  },
  {
    reason: 'adopted and forgotten',
    text: key('adopt: IM123, forget: true'),
    expected: ['error conflicting-fields 4:56'],
  },
  {
    reason: 'suspended and protected',
    text: 'ip_licenses:\n  a: { products: [kernelcare], ips: [203.0.113.1], suspended: true, protect: true }\n',
    expected: ['error conflicting-fields 4:78'],
  },
  {
    reason: 'one key adopted twice',
    text: 'kernelcare_keys:\n  a: { limit: 1, adopt: KEY1234 }\n  b: { limit: 1, adopt: KEY1234 }\n',
    expected: ['error duplicate-adopt 5:3'],
  },
  {
    reason: 'a move to itself',
    text: moved('imunify_key.a', 'imunify_key.a'),
    expected: ['error moved-to-itself 3:36'],
  },
  {
    reason: 'a move to another kind',
    text: moved('imunify_key.a', 'els_key.a'),
    expected: ['error moved-between-kinds 3:36'],
  },
  {
    reason: 'a move of a section',
    text: moved('imunify_keys.a', 'imunify_key.b'),
    expected: ['error unknown-value 3:17'],
    help: 'Did you mean `imunify_key`?',
  },
  { reason: 'a move without a name', text: moved('imunify_key', 'imunify_key.b'), expected: ['error bad-format 3:17'] },
  {
    reason: 'a move of a natural resource',
    text: moved('server_group.a', 'server_group.b'),
    expected: ['error moved-natural 3:17'],
  },
  {
    reason: 'a move to nothing',
    text: moved('imunify_key.a', 'imunify_key.b'),
    expected: ['error moved-target-missing 3:36'],
  },
  {
    reason: 'a move from what is still there',
    text: `${moved('imunify_key.web', 'imunify_key.w2')}imunify_keys:\n  web: { product: AVP, limit: 1 }\n  w2: { product: AVP, limit: 1 }\n`,
    expected: ['error moved-source-declared 3:17'],
  },
  {
    reason: 'a chain of moves',
    text: `moved:\n  - { from: imunify_key.a, to: imunify_key.b }\n  - { from: imunify_key.b, to: imunify_key.c }\nimunify_keys:\n  c: { product: AVP, limit: 1 }\n`,
    expected: ['error moved-chain 4:32'],
    help: 'from imunify_key.a to imunify_key.c',
  },
  {
    reason: 'two moves to one address',
    text: `moved:\n  - { from: imunify_key.a, to: imunify_key.c }\n  - { from: imunify_key.b, to: imunify_key.c }\nimunify_keys:\n  c: { product: AVP, limit: 1 }\n`,
    expected: ['error moved-twice 5:32'],
  },
];

function ips(list: string): string {
  return `ip_licenses:\n  a: { products: [kernelcare], ips: [${list}] }\n`;
}

function moved(from: string, to: string): string {
  return `moved: [{ from: ${from}, to: ${to} }]\n`;
}

describe.each([
  ['yaml', YAML_ROWS],
  ['scalars', SCALAR_ROWS],
  ['shape', SHAPE_ROWS],
  ['meaning', MEANING_ROWS],
] as const)('hostile and mistaken manifests: %s', (_group, rows) => {
  it.each(rows)('$reason', async ({ text, whole, expected, help }) => {
    const { manifest, diagnostics } = await load(whole === true ? text : HEAD + text);
    expectWellFormed(diagnostics);
    expect(diagnostics.map((d) => brief(d).replace('clnform.yaml:', ''))).toEqual(expected);
    if (help !== undefined) expect(diagnostics[0]?.help).toContain(help);
    expect(manifest === undefined).toBe(expected.some((line) => line.startsWith('error')));
  });
});
