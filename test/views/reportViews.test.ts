import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/model/check.ts';
import type { FleetServer } from '../../src/model/fleet.ts';
import { checkLines } from '../../src/views/checkLines.ts';
import { csvCell, csvText } from '../../src/views/csvText.ts';
import { duplicatesReport } from '../../src/views/duplicatesReport.ts';
import { featuresReport } from '../../src/views/featuresReport.ts';
import { ageDays, ageText, momentIso, momentText } from '../../src/views/momentText.ts';
import { reportLines } from '../../src/views/report.ts';
import type { Report, ReportFormat } from '../../src/views/report.ts';
import { createRowStream } from '../../src/views/rowStream.ts';
import { serversReport } from '../../src/views/serversReport.ts';
import { standingColumns } from '../../src/views/standingColumns.ts';
import { statusCsv } from '../../src/views/statusCsv.ts';
import { unusedReport } from '../../src/views/unusedReport.ts';
import { usageReport } from '../../src/views/usageReport.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { HOSTILE } from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const NOW = Date.UTC(2024, 4, 1, 12);
const DAY = 86_400_000;
const KEY = 'IMSECRETSECRETSECRET';
/** What a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://evil.example";"x")';
const LONG = `${'x'.repeat(75)}${KEY}${'y'.repeat(10_000)}`;
const VIEW = createView(FIXTURE_KINDS, { secrets: [KEY] });
const OPEN = createView(FIXTURE_KINDS, { secrets: [KEY], showKeys: true });
const FORMATS: readonly ReportFormat[] = ['text', 'json', 'csv'];
const EXTENSION = { text: 'txt', json: 'json', csv: 'csv' } as const;

const SERVERS: readonly FleetServer[] = [
  {
    ...{ family: 'imunify', product: '360_30', covers: 'imunify', by: 'key', id: 'S1', key: KEY },
    ...{ ip: '203.0.113.1', hostname: 'web1.example.net', lastCheckin: NOW - 95 * DAY },
  },
  {
    ...{ family: 'imunify', product: 'imunify360-30', covers: 'imunify', by: 'ip', id: '203.0.113.1/42' },
    ...{ ip: '203.0.113.1', registered: false },
  },
  {
    ...{ family: 'kernelcare', product: 'kernelcare', covers: 'kernelcare', by: 'ip', id: '203.0.113.2/16' },
    withoutDetails: true,
  },
  {
    ...{ family: 'cloudlinux', product: 'CL', covers: 'cloudlinux', by: 'sub-account', id: HOSTILE, key: KEY },
    ...{ account: FORMULA, ip: HOSTILE, hostname: `${HOSTILE} ${KEY}` },
  },
  {
    ...{ family: 'els', product: FORMULA, covers: 'x', by: 'key', id: '-1+1', key: `=${KEY}` },
    ...{ hostname: LONG, lastCheckin: NOW + DAY },
  },
];
const SHOWN = { servers: SERVERS, total: 9, unjudged: 0, neverRegistered: 0, withoutDetails: 1 };
const UNUSED = {
  keys: [{ family: 'imunify' as const, product: '360_30', key: KEY, note: `${FORMULA} ${KEY}`, limit: 20, servers: 3 }],
  licenses: SERVERS.slice(1, 2),
  unjudged: 2,
};
const GROUPS = [
  { covers: 'imunify', sharedBy: 'ip' as const, shared: '203.0.113.1', servers: SERVERS.slice(0, 2) },
  { covers: 'x', sharedBy: 'hostname' as const, shared: LONG, servers: SERVERS.slice(3) },
];
const USAGE = [
  { product: 'AWP_CDN', primaryDomain: 'example2.com', username: FORMULA, cdnLimitType: '50 GB' },
  { product: '::error::NEW', primaryDomain: HOSTILE },
  { product: 'AWP_CDN', primaryDomain: 'example1.com' },
];
const AWP = { month: '2023-12', products: ['AWP_PREMIUM', 'AWP_CDN'] };
const FEATURES = {
  supported: [
    { featureId: '4600', productIds: [41, 42] },
    { featureId: FORMULA, productIds: [] },
  ],
  account: { '4600': 'ENABLED', '1101': 'UNSET', [HOSTILE]: 'DISABLED' } as const,
  names: new Map([['4600', 'imunify-email']]),
};
const nothing = { servers: [], total: 0, unjudged: 0, neverRegistered: 0, withoutDetails: 0 };

const REPORTS: readonly { readonly name: string; readonly lines: (format: ReportFormat) => Iterable<string> }[] = [
  report('servers', serversReport(SHOWN, NOW)),
  report('servers-none', serversReport(nothing, NOW)),
  report(
    'servers-stale',
    serversReport({ ...SHOWN, servers: SERVERS.slice(0, 1), staleDays: 90, unjudged: 3, neverRegistered: 1 }, NOW),
  ),
  report('unused', unusedReport(UNUSED)),
  report('duplicates', duplicatesReport({ groups: GROUPS, sharedAddresses: 1 }, NOW)),
  report('duplicates-none', duplicatesReport({ groups: [], sharedAddresses: 0 }, NOW)),
  report('usage', usageReport(USAGE, AWP)),
  report('features', featuresReport(FEATURES)),
];

function report<Row>(name: string, one: Report<Row>) {
  return { name, lines: (format: ReportFormat) => reportLines(one, format, VIEW) };
}

describe('reports', () => {
  it.each(REPORTS.flatMap((one) => FORMATS.map((format) => ({ ...one, format }))))(
    '$name as $format',
    ({ name, lines, format }) => {
      const text = fileOf(lines(format));
      expectGolden(`reports/${name}.${EXTENSION[format]}`, text);
      expect(text).not.toContain(KEY);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u);
      expect(text).not.toMatch(/^::/mu);
      if (format === 'json') expect(() => JSON.parse(text) as unknown).not.toThrow();
    },
  );

  it('show keys whole where that is asked for', () => {
    for (const format of FORMATS) expect(fileOf(reportLines(serversReport(SHOWN, NOW), format, OPEN))).toContain(KEY);
  });

  it('say in JSON exactly what the service said', () => {
    const text = fileOf(reportLines(usageReport(USAGE, AWP), 'json', VIEW));
    const { usage } = JSON.parse(text) as { usage: { primary_domain: string }[] };
    expect(usage.map((row) => row.primary_domain)).toContain(HOSTILE);
  });
});

describe('CSV', () => {
  it.each([
    { value: undefined, cell: '' },
    { value: 5, cell: '5' },
    { value: true, cell: 'true' },
    { value: 'plain text', cell: 'plain text' },
    { value: '203.0.113.1/16', cell: '203.0.113.1/16' },
    { value: '::error::x', cell: '"::error::x"' },
    { value: 'a,b', cell: '"a,b"' },
    { value: 'say "x"', cell: '"say ""x"""' },
    { value: ' blank ', cell: '" blank "' },
    { value: 'two\nlines', cell: '"two\\u{a}lines"' },
    { value: '=1+1', cell: `"'=1+1"` },
    { value: '+1', cell: `"'+1"` },
    { value: '-1', cell: `"'-1"` },
    { value: '@SUM(A1)', cell: `"'@SUM(A1)"` },
    { value: '  =1', cell: `"'  =1"` },
    { value: '"=1', cell: `"'""=1"` },
    { value: '\uff1d1', cell: `"'\uff1d1"` },
    { value: 'x;=1', cell: `"x;'=1"` },
    { value: '\t=1', cell: '"\\u{9}=1"' },
    { value: 'a-b@c=d', cell: '"a-b@c=d"' },
  ])('$value', ({ value, cell }) => {
    expect(csvCell(value, VIEW)).toBe(cell);
  });

  it('has a line for the header and one for each row', () => {
    expect([...csvText(['a', 'b'], [[1, 'x']], VIEW)]).toEqual(['a,b', '1,x']);
  });

  it('of the status has what was not sent', () => {
    expectGolden(
      'status/partial.csv',
      fileOf(statusCsv({ xmlrpc: false, db_rhn_online: true, [HOSTILE]: true }, VIEW)),
    );
  });
});

describe('rows as they come', () => {
  const columns = standingColumns((type) => `type-${String(type)}`);
  const batches = [
    [
      { ip: '203.0.113.1', owned: [1, 16], taken: [], available: [40, 41] },
      { ip: '203.0.113.22', owned: [], taken: [1], available: [] },
    ],
    [{ ip: '198.51.100.100', owned: [], taken: [], available: [1] }],
  ];
  it.each(FORMATS)('as %s', (format) => {
    const stream = createRowStream(columns, format, VIEW);
    const rows = batches.flatMap((batch) => [...stream.batch(batch)]);
    const text = fileOf([...rows, ...stream.end('3 addresses checked.')]);
    expectGolden(`reports/standing.${EXTENSION[format]}`, text);
    if (format !== 'json') return;
    expect(JSON.parse(text)).toHaveLength(3);
    expect(() => JSON.parse(fileOf(rows)) as unknown).toThrow();
  });
});

describe('checks', () => {
  const check = (more: Partial<Check>): Check => ({
    status: 'critical',
    text: 'KernelCare CRITICAL - no',
    counts: [],
    ...more,
  });
  it.each<{ reason: string; check: Check; line: string }>([
    {
      reason: 'all is well',
      check: check({ status: 'ok', text: 'KernelCare OK - all servers are up to date!' }),
      line: 'KernelCare OK - all servers are up to date!',
    },
    {
      reason: 'numbers',
      check: check({ text: '2 inactive', counts: [{ state: 'inactive', servers: 2 }] }),
      line: `KernelCare CRITICAL - 2 inactive | 'inactive'=2`,
    },
    {
      reason: 'performance data of another hand',
      check: check({ status: 'unknown', text: `a | x=1\n${KEY}\u001b[2J` }),
      line: 'CLN UNKNOWN - a / x=1\\u{a}****CRET\\u{1b}[2J',
    },
  ])('$reason', ({ check: one, line }) => {
    expect([...checkLines(one, 'text', VIEW)]).toEqual([line]);
  });

  it('in the other formats, and never longer than a line may be', () => {
    const one = check({ text: FORMULA, counts: [{ state: 'inactive', servers: 2 }] });
    expectGolden('reports/check.json', fileOf(checkLines(one, 'json', VIEW)));
    expectGolden('reports/check.csv', fileOf(checkLines(one, 'csv', VIEW)));
    expect([...checkLines(check({ text: LONG }), 'text', VIEW)].join('').length).toBeLessThan(450);
  });
});

describe('moments', () => {
  it.each([
    { ms: undefined, text: undefined, iso: undefined, age: undefined, days: undefined },
    { ms: NOW - 95 * DAY, text: '2024-01-27 12:00Z', iso: '2024-01-27T12:00:00Z', age: '95d', days: 95 },
    { ms: NOW - 3 * 3_600_000 - 1, text: '2024-05-01 08:59Z', iso: '2024-05-01T08:59:59Z', age: '3h', days: 0 },
    { ms: NOW - 59_999, text: '2024-05-01 11:59Z', iso: '2024-05-01T11:59:00Z', age: '0m', days: 0 },
    { ms: NOW + DAY, text: '2024-05-02 12:00Z', iso: '2024-05-02T12:00:00Z', age: '0m', days: 0 },
  ])('$iso', ({ ms, text, iso, age, days }) => {
    expect([momentText(ms), momentIso(ms), ageText(ms, NOW), ageDays(ms, NOW)]).toEqual([text, iso, age, days]);
  });
});
