import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/model/state.ts';
import { plain } from '../../src/model/text.ts';
import { applyJson } from '../../src/views/applyJson.ts';
import { driftGithub, driftHtml, driftJunit, driftMarkdown } from '../../src/views/driftReports.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { bytes } from '../../src/views/markdown/bytes.ts';
import { codeBlock, codeSpan } from '../../src/views/markdown/code.ts';
import { applyReport, refusedReport } from '../../src/views/report/applyReport.ts';
import { clip } from '../../src/views/report/clip.ts';
import { driftReport } from '../../src/views/report/driftReport.ts';
import { planReport } from '../../src/views/report/planReport.ts';
import type { Report } from '../../src/views/report/report.ts';
import { REPORT_FORMATS } from '../../src/views/reportFormat.ts';
import type { ReportFormat } from '../../src/views/reportFormat.ts';
import { reportLines } from '../../src/views/reportLines.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import {
  EMPTY_PART,
  EMPTY_PLANS,
  EVERYTHING,
  fixturePlan,
  HOSTILE,
  HOSTILE_PLAN,
  INTENT,
  LONG_KEY,
  MANY_ALIKE,
  OLD_KEY,
  PART,
} from '../support/fixturePlans.ts';
import {
  APPLIED,
  COMPLETE,
  DRIFT,
  HOSTILE_APPLIED,
  HOSTILE_DRIFT,
  IN_SYNC,
  largePlan,
} from '../support/fixtureReports.ts';
import { expectGolden, fileOf } from '../support/golden.ts';
import { HOSTILE_MARKUP, withText } from '../support/hostileText.ts';

const VIEW = createView(FIXTURE_KINDS);
const OPEN = createView(FIXTURE_KINDS, { showKeys: true });
const WARNING = {
  severity: 'warning' as const,
  code: 'look-alike',
  summary: 'vault.web looks like one that is there.',
  help: 'Import it.\n  clnform import vault.web ID',
  source: { file: 'clnform.yaml', line: 4, column: 3 },
};

const REPORTS = (view: typeof VIEW): Readonly<Record<string, Report>> => ({
  'plan-everything': planReport(EVERYTHING, view, [WARNING]),
  'plan-alike': planReport(MANY_ALIKE, view),
  'plan-empty': planReport(EMPTY_PLANS.unverified!, view),
  'plan-part': planReport(PART, view),
  'plan-empty-part': planReport(EMPTY_PART, view),
  'plan-hostile': planReport(HOSTILE_PLAN, view),
  'apply-partway': applyReport(APPLIED, view),
  'apply-complete': applyReport(COMPLETE, view),
  'apply-refused': refusedReport(EVERYTHING, 'Apply', view, [WARNING]),
  'apply-hostile': applyReport(HOSTILE_APPLIED, view),
  drift: driftReport(DRIFT, view),
  'drift-none': driftReport(IN_SYNC, view),
  'drift-hostile': driftReport(HOSTILE_DRIFT, view),
});
const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  markdown: 'md',
  html: 'html',
  junit: 'xml',
  github: 'txt',
};
const text = (report: Report, format: ReportFormat): string => fileOf(reportLines(report, format));

/** Style, script and their hashes are tested in a browser, and would make every change of them a change of many files. */
const withoutAssets = (html: string): string =>
  html
    .replace(/<style>[^<]*<\/style>/, '<style></style>')
    .replace(/<script>[^]*?<\/script>/, '<script></script>')
    .replaceAll(/sha256-[\w+/=]+/g, 'sha256-');

describe.each(Object.entries(REPORTS(VIEW)))('%s', (name, report) => {
  it.each(REPORT_FORMATS)('as %s', (format) => {
    expectGolden(`reports/${name}.${ENDINGS[format]}`, withoutAssets(text(report, format)));
  });
});

describe('applyJson', () => {
  it('has the outcome of each change, and the plan in its own shape', () => {
    expectGolden('reports/apply-partway.json', `${jsonText(applyJson(APPLIED, VIEW))}\n`);
  });
});

describe('drift', () => {
  it('has a function for each format, all of the same report', () => {
    const functions = { markdown: driftMarkdown, html: driftHtml, junit: driftJunit, github: driftGithub };
    for (const format of REPORT_FORMATS) {
      expect(fileOf(functions[format](DRIFT, VIEW, [WARNING]))).toBe(text(driftReport(DRIFT, VIEW, [WARNING]), format));
    }
  });

  it('never counts known drift, and fails only for what drifted', () => {
    const { verdict } = driftReport(DRIFT, VIEW);
    expect(verdict.words).toMatch(/^Drift: 3 drifted, 3 pending, 2 unverified, 1 known and not counted\./);
    expect(text(driftReport(DRIFT, VIEW), 'junit')).toContain('tests="11" failures="3" errors="2" skipped="4"');
  });
});

describe('every format of every report', () => {
  const of = (view: typeof VIEW): readonly string[] =>
    Object.values(REPORTS(view)).flatMap((report) => REPORT_FORMATS.map((format) => text(report, format)));
  const [masked, shown] = [of(VIEW), of(OPEN)];

  it.each([
    { reason: 'a key in use', secret: LONG_KEY },
    { reason: 'a key that is removed, whose address is its id', secret: OLD_KEY },
    { reason: 'a key to adopt', secret: 'VAULTKEYADOPTEDADOPT' },
    { reason: 'a default key', secret: 'VAULTKEYDEFAULTDEFLT' },
    { reason: 'a sensitive field', secret: 'secret-pin-1' },
    { reason: 'a sensitive field before', secret: 'pin-12345' },
    { reason: 'an id of a kind that is not known', secret: 'IDOFNOKNOWNKIND' },
  ])('masks $reason', ({ secret }) => {
    for (const output of masked) expect(output).not.toContain(secret);
    expect(shown.some((output) => output.includes(secret))).toBe(true);
  });

  it('holds nothing that a terminal or a build server obeys', () => {
    for (const [name, report] of Object.entries(REPORTS(VIEW))) {
      for (const format of REPORT_FORMATS) {
        const lines = [...reportLines(report, format)];
        for (const line of lines) expect(plain(line), `${name} as ${format}`).toBe(line);
        expect(lines.join('\n')).not.toMatch(/##\w*\[/);
        // Only annotations begin a line with a command, and only with one of theirs.
        const commands = lines.filter((line) => /^\s*::/.test(line));
        expect(commands.length).toBe(format === 'github' ? lines.length : 0);
        for (const line of commands)
          expect(line).toMatch(/^::(?:error|warning|notice) (?:file=[^:,]+,line=\d+,col=\d+,)?title=[^:]+::/);
      }
    }
  });

  it('has the money, with what has no price named', () => {
    for (const format of REPORT_FORMATS) {
      const output = text(planReport(EVERYTHING, VIEW), format);
      expect(output).toContain('+25.50');
      expect(output).toMatch(/[Nn]ot counted \(no price, or no limit\): V2/);
    }
  });
});

describe('what stands open', () => {
  const resize: Intent = { ...INTENT, delta: { field: 'size_gb', id: 'SRV1', from: 100, to: 120 } };
  const lost: Intent = { ...INTENT, phase: 'lost' };
  const sent = 'sent, and whether the service carried it out is not known';

  it.each([
    { of: 'nothing', open: [], words: [] },
    { of: 'a create', open: [INTENT], words: [`Unknown outcome: 1 create was ${sent}`] },
    { of: 'a resize', open: [resize], words: [`Unknown outcome: 1 call was ${sent}`] },
    { of: 'both', open: [INTENT, resize], words: [`Unknown outcome: 2 calls were ${sent}`] },
    {
      of: 'a rebuilt state',
      open: [lost],
      words: ['Not known since the state was rebuilt: which object 1 resource is bound to'],
    },
    {
      of: 'a create beside a rebuilt state',
      open: [lost, INTENT, lost],
      words: [
        `Unknown outcome: 1 create was ${sent}`,
        'Not known since the state was rebuilt: which object 2 resources are bound to',
      ],
    },
  ])('calls $of by its name', ({ open, words }) => {
    const plan = fixturePlan({ openIntents: open });
    expect(planReport(plan, VIEW).alerts.map((alert) => alert.words)).toEqual(words);
    const lines = planReport(plan, VIEW).alerts.flatMap((alert) => alert.lines);
    const settled = lines.filter((line) =>
      /clnform (?:state resolve vault\.lost --none|import vault\.lost ID)/.test(line),
    );
    expect(settled).toHaveLength(open.length);
    const alerts = applyReport({ ...COMPLETE, openIntents: open }, VIEW).alerts.map((alert) => alert.words);
    expect(alerts.slice(0, words.length)).toEqual(words);
  });
});

describe('Markdown', () => {
  it.each([
    { of: 'ten thousand creates', plan: largePlan(10_000) },
    { of: 'hostile text of 10,000 characters everywhere', plan: withText(HOSTILE_PLAN, HOSTILE, HOSTILE_MARKUP) },
    {
      of: 'hazards with long values on every change',
      plan: {
        ...largePlan(500),
        changes: largePlan(500).changes.map((change) => ({
          ...change,
          hazards: [{ name: 'unlimited' as const, detail: '`'.repeat(5000) }],
          fields: Array.from({ length: 40 }, (_, i) => ({ field: `f${i}`, after: '🦊'.repeat(500) })),
        })),
      },
    },
  ])('stays below the limit of a comment with $of', ({ plan }) => {
    const output = text(planReport(plan, VIEW, [WARNING]), 'markdown');
    expect(output.length).toBeLessThan(65_535);
    expect(bytes(output)).toBeLessThan(65_535);
    expect(bytes(output)).toBe(Buffer.byteLength(output));
  });

  it('keeps hazards and removals, and counts all that it leaves out', () => {
    const plan = largePlan(10_000);
    const output = text(planReport(plan, VIEW), 'markdown');
    expect(output).toContain('unlimited: This one has no limit.');
    expect(output).toContain(`- permit.10.0.39.13/basic`);
    const shown = output.match(/^\+ permit\./gm)?.length ?? 0;
    const left = Number(/\*\*(\d+) changes left out/.exec(output)?.[1]);
    // The one with the hazard is a create as well; the removal is the only other one.
    expect(shown + 1 + left).toBe(10_000);
    expect(output).toContain(`   ${left}  create permit`);
  });

  it.each(['`', '``', 'a`b', '` `', '```\n', '', ' ', ' x ', 'x`', '`x``y```'])('fences %j', (foreign) => {
    const line = foreign.replaceAll('\n', '');
    const fence = /^`+/.exec(codeSpan(line))?.[0] ?? '';
    if (line.trim() !== '') expect(line.split(/[^`]+/)).not.toContain(fence);
    const [open = '', ...rest] = codeBlock([line], 'text');
    expect(rest.slice(0, -1).every((inner) => !inner.startsWith(open.replace('text', '')))).toBe(true);
  });
});

describe('clip', () => {
  it.each([
    { text: 'short', most: 10, clipped: 'short' },
    { text: 'abcdef', most: 3, clipped: 'abc... (6 characters)' },
    { text: 'ab🦊def', most: 3, clipped: 'ab... (7 characters)' },
  ])('$text to $most', ({ text: whole, most, clipped }) => {
    expect(clip(whole, most)).toBe(clipped);
  });
});

describe('annotations', () => {
  it('come once a line of the manifest, the worst first, after what is about the whole', () => {
    const lines = [...reportLines(planReport(largePlan(2000), VIEW), 'github')];
    const places = lines.flatMap((line) => /line=(\d+)/.exec(line)?.[1] ?? []);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(8);
    expect(lines[2]).toContain('unlimited: This one has no limit.');
    expect(lines[0]).toMatch(/^::notice title=clnform plan%3A acme::Plan: 1999 to create/);
  });
});
