import { count } from '../count.ts';
import { escapeHtml as e } from '../escapeHtml.ts';
import { boundGraph } from '../graph/boundGraph.ts';
import type { GraphData } from '../graph/graphData.ts';
import { graphSvg } from '../graph/graphSvg.ts';
import { jsonText } from '../jsonText.ts';
import type { Report, ReportMoney, ReportNote, ReportProblem, ReportTable } from '../report/report.ts';
import { sourceText } from '../sourceText.ts';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from './assets.gen.ts';
import { facetsOf } from './facets.ts';
import type { Facet } from './facets.ts';
import { rowData } from './rowData.ts';
import { rowHtml } from './rowHtml.ts';

/** Rows in the page itself, which are there without a script; the script has all of them. */
const STATIC_ROWS = 500;
/** Boxes of a picture that can still be read. */
const MOST_BOXES = 80;

const TITLES: Readonly<Record<Report['command'], string>> = {
  plan: 'Plan',
  apply: 'Apply',
  destroy: 'Destroy',
  drift: 'Drift',
};

/**
 * A report as one page that asks for nothing: style, script and data are in it, and its policy lets no other run. Line by
 * line, since an account may have a hundred thousand changes.
 */
export function* reportHtml(report: Report): Generator<string> {
  const { command, account, verdict, alerts, money, table, notes, problems, graph } = report;
  const title = `${TITLES[command]} · ${account}`;
  yield* headHtml(title);
  yield '<body>';
  yield `<a class="skip" href="#table">Skip to the ${table.noun[1]}</a>`;
  yield '<header>';
  yield `<p class="brand">clnform ${command}</p>`;
  yield `<h1>${e(title)}</h1>`;
  yield `<p class="verdict ${verdict.tone}">${e(verdict.words)}</p>`;
  yield* cardsHtml(report, money);
  yield '</header>';
  yield '<main>';
  if (alerts.length > 0) yield* alertsHtml(alerts);
  if (problems.length > 0) yield* problemsHtml(problems);
  yield* tableHtml(table);
  if (graph !== undefined) yield* pictureHtml(graph);
  if (notes.length > 0) yield* notesHtml(notes);
  yield '</main>';
  yield '<footer><p>Made by clnform. Licence keys are masked unless --show-keys was given.</p></footer>';
  yield '<script type="application/json" id="data">[';
  let first = true;
  for (const row of table.rows()) {
    // Within a script element only `<` could end it.
    yield `${first ? '' : ','}${jsonText(rowData(row), 0).replaceAll('<', '\\u003c')}`;
    first = false;
  }
  yield ']</script>';
  yield `<script>${PAGE_SCRIPT}</script>`;
  yield '</body>';
  yield '</html>';
}

function* headHtml(title: string): Generator<string> {
  const policy = [
    `default-src 'none'`,
    `style-src '${PAGE_STYLE_HASH}'`,
    `script-src '${PAGE_SCRIPT_HASH}'`,
    'img-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  yield '<!doctype html>';
  yield '<html lang="en">';
  yield '<head>';
  yield '<meta charset="utf-8">';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">';
  yield '<meta name="color-scheme" content="light dark">';
  yield '<meta name="referrer" content="no-referrer">';
  yield '<meta name="robots" content="noindex">';
  yield '<link rel="icon" href="data:,">';
  yield `<title>${e(title)}</title>`;
  yield `<style>${PAGE_STYLE}</style>`;
  yield '</head>';
}

function* cardsHtml({ counts }: Report, money: ReportMoney | undefined): Generator<string> {
  if (counts.length === 0 && money === undefined) return;
  yield '<ul class="cards">';
  for (const { sign, words, count: n } of counts) {
    yield `<li><span class="number">${n.toLocaleString('en')}</span><span class="label"><span class="sign" aria-hidden="true">${e(sign)}</span>${e(words)}</span></li>`;
  }
  if (money !== undefined) yield moneyHtml(money);
  yield '</ul>';
}

function moneyHtml({ words, currency, before, after, change, byType, unknown }: ReportMoney): string {
  const parts = byType.map((entry) => `<small>${e(entry.type)} ${e(entry.change)}</small>`).join('');
  const missing =
    unknown.length === 0 ? '' : `<small>Not counted (no price, or no limit): ${e(unknown.join(', '))}</small>`;
  return (
    `<li class="money"><span class="number">${e(change)} ${e(currency)}</span>` +
    `<span class="label">${e(words)}: ${e(before)} → ${e(after)}</span>${parts}${missing}</li>`
  );
}

function* alertsHtml(alerts: readonly ReportNote[]): Generator<string> {
  yield '<section aria-labelledby="alerts-title">';
  yield '<h2 id="alerts-title">To read first</h2>';
  for (const { tone, words, lines } of alerts) {
    yield `<div class="callout ${tone}"><h3>${e(words)}</h3>${linesHtml(lines)}</div>`;
  }
  yield '</section>';
}

function* problemsHtml(problems: readonly ReportProblem[]): Generator<string> {
  yield '<section aria-labelledby="problems-title">';
  yield `<h2 id="problems-title">${count(problems.length, 'message')}</h2>`;
  yield '<ul class="problems">';
  for (const { severity, code, summary, help, source } of problems) {
    const place = source === undefined ? '' : ` <span class="source">${e(sourceText(source))}</span>`;
    yield `<li class="${severity}"><span class="severity">${severity}</span>${e(code)}: ${e(summary)}${place}${linesHtml(help)}</li>`;
  }
  yield '</ul>';
  yield '</section>';
}

function linesHtml(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<ul class="lines">${lines.map((line) => `<li>${e(line)}</li>`).join('')}</ul>`;
}

function* tableHtml(table: ReportTable): Generator<string> {
  const { noun, size, groupTitle } = table;
  const [one, many] = noun;
  yield '<section id="table" aria-labelledby="table-title">';
  yield `<h2 id="table-title">${size === 0 ? `No ${many}` : count(size, one, many)}</h2>`;
  if (size > 0) {
    yield* toolsHtml(facetsOf(table), table);
    yield '<p id="shown" role="status"></p>';
    if (size > STATIC_ROWS) {
      yield `<p id="unscripted">The first ${STATIC_ROWS} of ${count(size, one, many)}. The rest is shown by the script of this page, which is turned off, and stands in the JSON format.</p>`;
    }
    yield '<table role="table">';
    yield `<caption>${size === 1 ? `The ${one}` : `All ${size} ${many}`}, filtered and sorted as chosen above</caption>`;
    yield '<thead role="rowgroup"><tr role="row">';
    yield headCell('group', groupTitle) + headCell('address', 'Resource');
    yield '<th scope="col" role="columnheader">Fields</th>';
    yield headCell('hazards', 'Hazards');
    yield '</tr></thead>';
    yield '<tbody id="rows" role="rowgroup">';
    let shown = 0;
    for (const row of table.rows()) {
      if (shown++ === STATIC_ROWS) break;
      yield rowHtml(row, table);
    }
    yield '</tbody>';
    yield '</table>';
    yield `<nav id="pages" aria-label="Pages of ${many}" hidden><button type="button" id="previous">Previous</button><span id="page"></span><button type="button" id="next">Next</button></nav>`;
  }
  yield '</section>';
}

function headCell(by: string, title: string): string {
  return `<th scope="col" role="columnheader" aria-sort="none"><button type="button" data-by="${by}" disabled>${e(title)}</button></th>`;
}

/** Hidden until the script shows it: without one it would do nothing. */
function* toolsHtml(facets: readonly Facet[], { noun, groupTitle }: ReportTable): Generator<string> {
  const [one, many] = noun;
  yield `<form id="tools" role="search" hidden data-one="${one}" data-many="${many}" data-group="${e(groupTitle)}">`;
  yield '<div class="find"><label for="search">Search</label><input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="address, value, file …  ( / )"><button type="reset">Clear</button></div>';
  for (const { name, legend, choices } of facets) {
    const boxes = choices.map(
      ({ value, count: n }) =>
        `<label class="chip"><input type="checkbox" name="${name}" value="${e(value)}"><span>${e(value)}</span><span class="n">${n.toLocaleString('en')}</span></label>`,
    );
    yield `<fieldset><legend>${e(legend)}</legend>${boxes.join('')}</fieldset>`;
  }
  yield '</form>';
}

function* pictureHtml(graph: GraphData): Generator<string> {
  const bounded = boundGraph(graph, MOST_BOXES);
  yield '<section aria-labelledby="picture-title">';
  yield '<h2 id="picture-title">What waits for what</h2>';
  yield '<figure>';
  yield '<div class="picture" tabindex="0" role="region" aria-label="Picture of the order, may be scrolled">';
  yield* graphSvg(bounded, { alone: false, caption: 'The order in which this is carried out' });
  yield '</div>';
  const notes = ['An arrow leads from what comes first to what waits for it.', ...bounded.notes];
  yield `<figcaption>${e(notes.join(' '))}</figcaption>`;
  yield '</figure>';
  yield '</section>';
}

function* notesHtml(notes: readonly ReportNote[]): Generator<string> {
  yield '<section aria-labelledby="notes-title">';
  yield '<h2 id="notes-title">Also to be known</h2>';
  yield '<div class="notes">';
  for (const { words, lines } of notes) yield `<div><h3>${e(words)}</h3>${linesHtml(lines)}</div>`;
  yield '</div>';
  yield '</section>';
}
