import { describe, expect, it } from 'vitest';
import { brief, HEAD, load } from './load.ts';

/** The manifest of the design, whole. */
const EVERYTHING = `version: 1
account: acme
imunify_keys:
  web-eu:
    product: "360_30"
    limit: 5
    note: EU web pool
    servers: [SSERVER_1]
    remove_stale_servers_after: 90d
kernelcare_keys:
  fleet: { limit: 100, note: fleet, cidrs: [203.0.113.0/24, 198.51.100.7] }
els_keys:
  centos7: { product: ELS_FOR_CENTOS7, limit: 20 }
cloudlinux_keys:
  shared: { product: CL, limit: 10, note: shared hosting }
ip_licenses:
  eu-web:
    products: [cloudlinux, 16]
    ips: [203.0.113.10, 203.0.113.32/31, 203.0.113.60-203.0.113.61]
  fleet:
    products: [imunify360-30]
    ips: { file: fleet.txt }
    els_allowed: true
  spare: { products: [kernelcare], ips: [198.51.100.1], suspended: true }
server_groups:
  production: { description: Production, servers: [SERVER-1, SERVER-2] }
features:
  imunify-email: enabled
  "1101": { state: unset }
backups:
  SSTGZbtLrT99N0Ca: { size_gb: 100, datacenter: EU2, protect: true, ignore: [datacenter] }
exclusive: [ip_licenses]
guards: { max_creates: 50, max_removes: 10, max_change_percent: 30, max_monthly_increase: 99.5 }
prices: { currency: USD, monthly: { kernelcare: 3.95, "360_30": 25 } }
moved: [{ from: imunify_key.web, to: imunify_key.web-eu }]
markers: off
single_writer: true
`;

describe('a whole manifest', () => {
  const loaded = load({ 'clnform.yaml': EVERYTHING, 'fleet.txt': '# fleet\n203.0.113.200 # one\n' });

  it('has no problems', async () => {
    expect((await loaded).diagnostics).toEqual([]);
    expect((await loaded).files).toEqual(['clnform.yaml']);
  });

  it('holds the settings', async () => {
    const { manifest } = await loaded;
    expect(manifest).toMatchObject({
      account: 'acme',
      guards: { maxCreates: 50, maxRemoves: 10, maxChangePercent: 30, maxMonthlyIncrease: 99.5 },
      prices: { currency: 'USD', monthly: { kernelcare: 3.95, '360_30': 25 } },
      moved: [{ from: 'imunify_key.web', to: 'imunify_key.web-eu', source: { line: 35, column: 9 } }],
      markers: false,
      singleWriter: true,
    });
    expect(manifest?.exclusive).toEqual(new Set(['ip_license']));
  });

  it('declares every resource once, in order', async () => {
    expect((await loaded).manifest?.desired.map(({ address }) => address)).toEqual([
      'imunify_key.web-eu',
      'imunify_server.SSERVER_1',
      'kernelcare_key.fleet',
      'els_key.centos7',
      'cloudlinux_key.shared',
      ...['10', '32', '33', '60', '61'].map((last) => `ip_license.203.0.113.${last}/cloudlinux`),
      ...['10', '32', '33', '60', '61'].map((last) => `ip_license.203.0.113.${last}/kernelcare`),
      'ip_license.203.0.113.200/imunify',
      'ip_license.198.51.100.1/kernelcare',
      'server_group.production',
      'feature.imunify-email',
      'feature.1101',
      'backup.SSTGZbtLrT99N0Ca',
    ]);
  });

  it.each([
    { reason: 'a key points at its block', address: 'imunify_key.web-eu', at: ['clnform.yaml', 4, 3] },
    { reason: 'a server points at its entry', address: 'imunify_server.SSERVER_1', at: ['clnform.yaml', 8, 15] },
    {
      reason: 'an address of a network points at the network',
      address: 'ip_license.203.0.113.33/kernelcare',
      at: ['clnform.yaml', 19, 25],
    },
    {
      reason: 'an address of a file points into the file',
      address: 'ip_license.203.0.113.200/imunify',
      at: ['fleet.txt', 2, 1],
    },
  ])('$reason', async ({ address, at: [file, line, column] }) => {
    const resource = (await loaded).manifest?.desired.find((d) => d.address === address);
    expect(resource?.source).toEqual({ file, line, column });
  });

  it('says what is to be absent, and what is to be left alone', async () => {
    const { manifest } = await loaded;
    expect(manifest?.desired.filter(({ absent }) => absent === true).map(({ address }) => address)).toEqual([
      'ip_license.198.51.100.1/kernelcare',
      'feature.1101',
    ]);
    expect(manifest?.desired.at(-1)?.lifecycle).toEqual({ protect: true, ignore: ['datacenter'] });
  });

  it('completes networks', async () => {
    const fleet = (await loaded).manifest?.desired.find(({ type }) => type === 'kernelcare_key');
    expect(fleet?.spec).toMatchObject({ cidrs: ['203.0.113.0/24', '198.51.100.7/32'] });
  });
});

it('has defaults for everything that is not said', async () => {
  const { manifest } = await load(HEAD);
  expect(manifest).toEqual({
    account: 'acme',
    desired: [],
    exclusive: new Set(),
    guards: {},
    moved: [],
    markers: true,
    singleWriter: false,
  });
});

describe('several files', () => {
  const folder = (files: Record<string, string>) =>
    load(Object.fromEntries(Object.entries(files).map(([name, text]) => [`conf/${name}`, text])), { path: 'conf' });

  it('puts the files of a folder together', async () => {
    const { manifest, files } = await folder({
      'b.yml': 'server_groups: { f1: {} }\nexclusive: [features]\n',
      'a.yaml': `${HEAD}server_groups: { f2: {} }\nexclusive: [backups]\n`,
      '.hidden.yaml': 'broken: [',
      'notes.txt': 'broken: [',
      'sub/c.yaml': 'broken: [',
    });
    expect(files).toEqual(['conf/a.yaml', 'conf/b.yml']);
    expect(manifest?.desired.map(({ address }) => address)).toEqual(['server_group.f2', 'server_group.f1']);
    expect(manifest?.exclusive).toEqual(new Set(['backup', 'feature']));
  });

  it('lets single values be repeated when they are the same', async () => {
    const { diagnostics } = await folder({
      'a.yaml': `${HEAD}guards: { max_creates: 1, max_removes: 2 }\n`,
      'b.yaml': `${HEAD}guards: { max_removes: 2, max_creates: 1 }\n`,
    });
    expect(diagnostics).toEqual([]);
  });

  it.each([
    {
      reason: 'another account',
      a: HEAD,
      b: 'account: other\n',
      expected: ['error conflicting-value conf/b.yaml:1:10'],
      related: { file: 'conf/a.yaml', line: 2, column: 10 },
    },
    {
      reason: 'other guards',
      a: `${HEAD}guards: { max_creates: 1 }\n`,
      b: 'guards: { max_creates: 2 }\n',
      expected: ['error conflicting-value conf/b.yaml:1:9'],
      related: { file: 'conf/a.yaml', line: 3, column: 9 },
    },
    {
      reason: 'a block declared in both',
      a: `${HEAD}kernelcare_keys: { a: { limit: 1 } }\n`,
      b: 'kernelcare_keys: { a: { limit: 1 } }\n',
      expected: ['error duplicate-block conf/b.yaml:1:20'],
      related: { file: 'conf/a.yaml', line: 3, column: 20 },
    },
    {
      reason: 'an address declared in two blocks',
      a: `${HEAD}ip_licenses: { a: { products: [kernelcare], ips: [203.0.113.7] } }\n`,
      b: 'ip_licenses: { b: { products: [kernelcare], ips: [203.0.113.0/28] } }\n',
      expected: ['error duplicate-address conf/b.yaml:1:51'],
      related: { file: 'conf/a.yaml', line: 3, column: 51 },
    },
    {
      reason: 'a server placed on two keys',
      a: `${HEAD}imunify_keys: { a: { product: AVP, limit: 1, servers: [S1] } }\n`,
      b: 'imunify_keys: { b: { product: AVP, limit: 1, servers: [S1] } }\n',
      expected: ['error duplicate-address conf/b.yaml:1:56'],
      related: { file: 'conf/a.yaml', line: 3, column: 56 },
    },
  ])('shows both places: $reason', async ({ a, b, expected, related }) => {
    const { diagnostics } = await folder({ 'a.yaml': a, 'b.yaml': b });
    expect(diagnostics.map(brief)).toEqual(expected);
    expect(diagnostics[0]?.related?.map(({ source }) => source)).toEqual([related]);
  });

  it('counts the addresses of two networks that overlap', async () => {
    const { diagnostics } = await folder({
      'a.yaml': `${HEAD}ip_licenses: { a: { products: [kernelcare], ips: [203.0.113.0/24] } }\n`,
      'b.yaml': 'ip_licenses: { b: { products: [kernelcare], ips: [203.0.113.0/25] } }\n',
    });
    expect(diagnostics.map(brief)).toEqual(['error duplicate-address conf/b.yaml:1:51']);
    expect(diagnostics[0]?.summary).toContain('127 more');
  });

  it('tells of no missing account while a file could not be read', async () => {
    const { diagnostics } = await folder({ 'a.yaml': 'server_groups: { a: {} }\n', 'b.yaml': 'x: [\n' });
    expect(diagnostics.map((d) => d.code)).toEqual(['yaml-syntax']);
  });

  it('tells the problems of all files, in order', async () => {
    const { diagnostics } = await folder({ 'a.yaml': `${HEAD}x: 1\ny: 1\n`, 'b.yaml': 'z: 1\nfeatures: { a: on }\n' });
    expect(diagnostics.map(brief)).toEqual([
      'error unknown-field conf/a.yaml:3:1',
      'error unknown-field conf/a.yaml:4:1',
      'error unknown-field conf/b.yaml:1:1',
      'error unknown-value conf/b.yaml:2:16',
    ]);
  });
});

describe('files that cannot be read', () => {
  it.each([
    { reason: 'nothing there', files: {}, path: 'clnform.yaml', expected: 'manifest-missing' },
    { reason: 'a folder without manifests', files: { 'conf/a.txt': '' }, path: 'conf', expected: 'manifest-empty' },
    { reason: 'no UTF-8', files: { 'clnform.yaml': { failure: 'not-utf8' } }, expected: 'not-utf8' },
    { reason: 'too large', files: { 'clnform.yaml': { failure: 'too-large' } }, expected: 'file-too-large' },
    { reason: 'no permission', files: { 'clnform.yaml': { failure: 'denied' } }, expected: 'file-unreadable' },
    { reason: 'gone meanwhile', files: { 'clnform.yaml': { failure: 'missing' } }, expected: 'file-missing' },
    { reason: 'a device', files: { 'clnform.yaml': { failure: 'not-a-file' } }, expected: 'file-unreadable' },
  ] as const)('$reason', async ({ files, expected, ...rest }) => {
    const path = 'path' in rest ? rest.path : 'clnform.yaml';
    const { manifest, diagnostics } = await load(files, { path });
    expect(manifest).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: expected, source: { file: path, line: 1, column: 1 } }]);
  });

  it('accepts a byte order mark and CRLF', async () => {
    const { manifest, diagnostics } = await load(`\ufeff${HEAD}server_groups: { a: {} }\n`.replaceAll('\n', '\r\n'));
    expect(diagnostics).toEqual([]);
    expect(manifest?.desired[0]?.source).toEqual({ file: 'clnform.yaml', line: 3, column: 18 });
  });
});
