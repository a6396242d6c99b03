import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundGraph } from '../../src/views/graph/boundGraph.ts';
import { graphSvg } from '../../src/views/graph/graphSvg.ts';
import { planGraph } from '../../src/views/graph/planGraph.ts';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from '../../src/views/html/assets.gen.ts';
import { applyReport } from '../../src/views/report/applyReport.ts';
import { driftReport } from '../../src/views/report/driftReport.ts';
import { planReport } from '../../src/views/report/planReport.ts';
import type { Report } from '../../src/views/report/report.ts';
import { reportLines } from '../../src/views/reportLines.ts';
import { createView } from '../../src/views/view.ts';
import { openChromium } from '../support/chromium.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { EVERYTHING, HOSTILE, HOSTILE_PLAN, MANY_ALIKE } from '../support/fixturePlans.ts';
import { APPLIED, DRIFT, HOSTILE_APPLIED, HOSTILE_DRIFT, largePlan } from '../support/fixtureReports.ts';
import { fileOf } from '../support/golden.ts';
import { HOSTILE_MARKUP, withText } from '../support/hostileText.ts';

const VIEW = createView(FIXTURE_KINDS);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const hostile = <T>(data: T): T => withText(data, HOSTILE, HOSTILE_MARKUP);
const HOSTILE_REPORTS: Readonly<Record<string, Report>> = {
  plan: planReport(
    {
      ...hostile(HOSTILE_PLAN),
      steps: hostile(HOSTILE_PLAN).changes.map(({ address, type }) => ({
        id: `put ${address}`,
        op: 'put' as const,
        type,
        addresses: [address],
        after: [],
      })),
    },
    VIEW,
    hostile(HOSTILE_APPLIED.diagnostics),
  ),
  apply: applyReport({ ...hostile(HOSTILE_APPLIED), outcomes: new Map(), halfReplaced: new Set() }, VIEW),
  drift: driftReport(hostile(HOSTILE_DRIFT), VIEW),
};

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), 'clnform-reports-'));
});
afterAll(async () => {
  // Neither exists when there is no browser.
  await (browser as Browser | undefined)?.close();
  if ((folder as string | undefined) !== undefined) await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** What was asked for beside the page, and what went wrong in it. */
  readonly trouble: readonly string[];
}

let files = 0;

async function openText(
  text: string,
  ending: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<Opened> {
  const file = join(folder, `${files++}.${ending}`);
  await writeFile(file, text);
  const page = await browser.newPage(options);
  const trouble: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) trouble.push(`asked for ${request.url().slice(0, 80)}`);
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => trouble.push(message.text()));
  page.on('dialog', (dialog) => trouble.push(dialog.message()));
  await page.goto(`file://${file}`);
  return { page, trouble };
}

const open = (report: Report, options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> =>
  openText(fileOf(reportLines(report, 'html')), 'html', options);
const visible = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('#rows .address')].map((one) => one.textContent)`);
const status = (page: Page): Promise<string | null> => page.textContent('#shown');

describe('an HTML report', () => {
  it('carries the hashes of its own style and script', () => {
    const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    expect([PAGE_STYLE_HASH, PAGE_SCRIPT_HASH]).toEqual([hash(PAGE_STYLE), hash(PAGE_SCRIPT)]);
  });

  it.each([
    { name: 'plan', report: planReport(EVERYTHING, VIEW) },
    { name: 'apply', report: applyReport(APPLIED, VIEW) },
    { name: 'drift', report: driftReport(DRIFT, VIEW) },
  ])('of a $name asks for nothing, breaks nothing, and is accessible in light and dark', async ({ report }) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 380],
    ] as const) {
      const { page, trouble } = await open(report, { colorScheme, viewport: { width, height: 900 } });
      // Its own policy lets no other script in, so axe comes by the debugger.
      await page.evaluate(await readFile(AXE, 'utf8'));
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: unknown[] }> } };
        const found = await axe.run({ resultTypes: ['violations'] });
        return JSON.stringify(found.violations, null, 1);
      });
      expect(violations).toBe('[]');
      expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      expect(trouble).toEqual([]);
      await page.close();
    }
  });

  it('is the same with and without its script', async () => {
    for (const report of [
      planReport(EVERYTHING, VIEW),
      applyReport(APPLIED, VIEW),
      ...Object.values(HOSTILE_REPORTS),
    ]) {
      const { page } = await open(report);
      const html = fileOf(reportLines(report, 'html'));
      const [, served = ''] = /<tbody[^>]*>\n([^]*)<\/tbody>/.exec(html) ?? [];
      const parsed = await page.evaluate<string>(
        `((html) => Object.assign(document.createElement('template'), { innerHTML: html }).innerHTML)(${JSON.stringify(served.replaceAll('</tr>\n', '</tr>'))})`,
      );
      expect(parsed).toContain('<tr');
      expect(await page.locator('#rows').innerHTML()).toBe(parsed);
      await page.close();
    }
  });

  it('searches, filters and sorts, and tells how many there are', async () => {
    const { page, trouble } = await open(planReport(EVERYTHING, VIEW));
    expect(await status(page)).toBe('All 8 changes.');
    await page.keyboard.press('/');
    await page.keyboard.type('VAULT eu');
    await expect.poll(() => status(page)).toBe('1 of 8 changes match.');
    expect(await visible(page)).toEqual(['vault.web']);
    await page.click('button[type=reset]');
    await expect.poll(() => status(page)).toBe('All 8 changes.');
    await page.check('input[name=group][value=update]');
    await page.check('input[name=group][value=replace]');
    expect(await status(page)).toBe('4 of 8 changes match.');
    await page.check('input[name=hazard][value=removes-servers]');
    expect(await visible(page)).toEqual(['vault.mail']);
    await page.check('input[name=type][value=store]');
    expect(await status(page)).toBe('None of 8 changes matches.');
    await page.click('button[type=reset]');
    await expect.poll(() => status(page)).toBe('All 8 changes.');
    const before = await visible(page);
    await page.click('th button[data-by=address]');
    expect(await page.getAttribute('th:nth-child(2)', 'aria-sort')).toBe('ascending');
    expect(await visible(page)).toEqual([...before].sort());
    await page.click('th button[data-by=address]');
    expect(await visible(page)).toEqual([...before].sort().reverse());
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('can be worked with the keyboard alone', async () => {
    const { page } = await open(planReport(EVERYTHING, VIEW));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate<string>(
        '((e) => e.dataset?.by ?? (e.name ? `${e.name}=${e.value}` : e.id || e.className))(document.activeElement)',
      );
      seen.add(name);
      if (name === 'group=remove') {
        await page.keyboard.press('Space');
        expect(await status(page)).toBe('1 of 8 changes match.');
        await page.keyboard.press('Space');
      }
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['search', 'group=create', 'type=vault', 'hazard=data-loss', 'address', 'picture']),
    );
    await page.close();
  });

  it('stays usable with twelve thousand changes', async () => {
    const { page, trouble } = await open(planReport(largePlan(12_000), VIEW));
    expect(await status(page)).toBe('1 to 100 of 12,000 changes.');
    expect(await page.locator('#rows tr').count()).toBe(100);
    expect(await page.locator('svg.graph rect').count()).toBeLessThan(200);
    await page.click('#next');
    expect(await page.textContent('#page')).toBe('Page 2 of 120');
    await page.check('input[name=hazard]');
    expect(await visible(page)).toEqual(['permit.10.0.46.222/basic']);
    await page.uncheck('input[name=hazard]');
    await page.fill('#search', '10.0.46.221/basic');
    await expect.poll(() => status(page)).toBe('1 of 12,000 changes match.');
    expect(trouble).toEqual([]);
    await page.close();
  }, 60_000);

  it('has its first rows, and says so, where scripts are turned off', async () => {
    const { page } = await open(planReport(largePlan(700), VIEW), { javaScriptEnabled: false });
    expect(await page.locator('#rows tr').count()).toBe(500);
    expect(await page.isVisible('#tools')).toBe(false);
    expect(await page.isVisible('text=The first 500 of 700 changes')).toBe(true);
    await page.close();
  });
});

/** Elements and attributes of a page, but for those that only say how it looks: `input.type=search`. */
const LIVE = `(() => {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    const attributes = [...element.attributes].map((one) => one.name);
    for (const bad of attributes.filter((one) => /^on|^(?:src|srcset|style|action|formaction|ping|background|xlink:href|contenteditable)$/.test(one)))
      found.push(name + '.' + bad);
    if (element.hasAttribute('href')) found.push(name + '.href=' + element.getAttribute('href'));
    if (/^(?:img|picture|iframe|frame|object|embed|video|audio|source|track|base|textarea|select|template|dialog|portal|math|image|use|foreignobject|animate|set|slot|marquee|applet)$/i.test(name)) found.push(name);
    if (/^(?:script|style|form|input|button|meta|link|a)$/.test(name)) found.push(name);
    if (name.includes('-')) found.push(name);
  }
  return found.sort();
})()`;

describe('hostile text', () => {
  it.each(Object.entries(HOSTILE_REPORTS))(
    'is inert in the HTML of a %s: no live element is its own',
    async (_name, report) => {
      const { page, trouble } = await open(report);
      const own = [
        ...['a', 'a.href=#table', 'link', 'link.href=data:,', 'form', 'script', 'script', 'style'],
        ...['meta', 'meta', 'meta', 'meta', 'meta', 'meta'],
      ];
      const live = (await page.evaluate<string[]>(LIVE)).filter((one) => one !== 'button' && one !== 'input');
      expect(live).toEqual(own.sort());
      // Buttons and inputs are those of the tools and the table's head.
      expect(await page.locator('button').count()).toBe(6);
      expect(await page.locator('input:not(#tools input)').count()).toBe(0);
      expect(await page.evaluate('window.pwned')).toBe(undefined);
      expect(await page.textContent('#rows')).toContain('<img src=http://203.0.113.66/x onerror=');
      expect(await page.evaluate('document.body.textContent.length')).toBeLessThan(60_000);
      await page.fill('#search', '</script>');
      await expect.poll(() => page.locator('#rows tr').count()).toBeGreaterThan(0);
      expect(trouble).toEqual([]);
      await page.close();
    },
  );

  it.each(Object.entries(HOSTILE_REPORTS))('is inert in the Markdown of a %s', async (_name, report) => {
    const markdown = fileOf(reportLines(report, 'markdown'));
    const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    const { page, trouble } = await openText(`<!doctype html><meta charset="utf-8"><body>${html}`, 'html');
    expect(await page.evaluate(LIVE)).toEqual(['meta']);
    const names = await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('body *')].map((one) => one.localName))]`,
    );
    const allowed = ['blockquote', 'br', 'code', 'details', 'h2', 'h3', 'p', 'pre', 'strong', 'summary'];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
    // GitHub links mentions, issues and emoji in the text that is left when code is taken away.
    const prose = await page.evaluate<string>(
      `(() => { for (const code of document.querySelectorAll('code, pre')) code.remove(); return document.body.textContent; })()`,
    );
    expect(prose).not.toMatch(/[@#]\w|:tada:|http|www\.|evil|203\.0\.113\.66|GH-12|pwned|zzz|u\{/);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it.each(Object.entries(HOSTILE_REPORTS))('leaves the JUnit of a %s well-formed', async (_name, report) => {
    const xml = fileOf(reportLines(report, 'junit'));
    const { page } = await openText('<!doctype html>', 'html');
    const found = await page.evaluate<string[]>(
      `((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml');
        return [...new Set([...parsed.querySelectorAll('*')].map((one) => one.localName))].sort();
      })(${JSON.stringify(xml)})`,
    );
    const allowed = ['error', 'failure', 'skipped', 'system-out', 'testcase', 'testsuite', 'testsuites'];
    expect(found.filter((name) => !allowed.includes(name))).toEqual([]);
    await page.close();
  });

  it('is inert in a picture of its own', async () => {
    const { steps, changes } = EVERYTHING;
    const renamed = withText({ steps, changes }, 'vault.shared', `vault.${HOSTILE_MARKUP}`);
    const svg = fileOf(graphSvg(boundGraph(planGraph(renamed, VIEW), 80), { alone: true, caption: 'x' }));
    const { page, trouble } = await openText(svg, 'svg');
    expect(await page.evaluate(LIVE)).toEqual(['style']);
    expect(await page.locator('g.node').count()).toBe(8);
    expect(trouble).toEqual([]);
    await page.close();
  });
});

describe('many that are alike', () => {
  it('are drawn as one in the picture of a page', async () => {
    const steps = MANY_ALIKE.changes.map(({ address, type }) => ({
      id: address,
      op: 'put' as const,
      type,
      addresses: [address],
      after: [],
    }));
    const { page } = await open(planReport({ ...MANY_ALIKE, steps }, VIEW));
    expect(await page.locator('svg.graph g.node').count()).toBe(3);
    expect(await page.textContent('figcaption')).toContain(
      '6 nodes that come after and before the same are drawn as 1.',
    );
    await page.close();
  });
});
