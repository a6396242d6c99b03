// What a report does in a browser. The rows arrive as inert JSON and become text nodes: nothing of them is ever parsed
// as HTML. Without this script the page shows its first rows and all the rest of what it says.
'use strict';
(() => {
  const PAGE = 100;
  /** Fields of one row that are shown without unfolding. The same as in rowHtml.ts. */
  const OPEN_FIELDS = 8;
  const byId = (id) => document.getElementById(id);
  const tools = byId('tools');
  if (tools === null) return;

  // One array a row, in the order of rowData.ts.
  const rows = JSON.parse(byId('data').textContent).map((data, index) => {
    const [group, sign, address, type, title, id, words, state, source, remarks, fields, hazards, tone] = data;
    return { index, group, sign, address, type, title, id, words, state, source, remarks, fields, hazards, tone };
  });
  const body = byId('rows');
  const search = byId('search');
  const status = byId('shown');
  const pages = byId('pages');
  const [previous, next] = [byId('previous'), byId('next')];
  const { one, many } = tools.dataset;
  const collator = new Intl.Collator('en', { numeric: true });
  let matching = rows;
  let page = 0;
  let sorted = { by: '', down: false };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className !== '') made.className = className;
    made.append(...children);
    return made;
  };
  const mark = (sign) => {
    const made = element('span', 'sign', sign);
    made.setAttribute('aria-hidden', 'true');
    return made;
  };
  /** With a blank between, for those who listen and those who copy. */
  const spaced = (...parts) => parts.flatMap((part, i) => (i === 0 ? [part] : [' ', part]));
  const list = (className, items) => element('ul', className, ...items.map((item) => element('li', '', ...item)));
  const cell = (className, label, ...children) => {
    const made = element('td', className, ...children);
    made.setAttribute('role', 'cell');
    made.dataset.label = label;
    return made;
  };

  const fieldItem = ([sign, name, before, after, note, items]) =>
    spaced(
      mark(sign),
      element('span', 'name', name),
      ...(before === null ? [] : [element('span', 'before', before), element('span', 'arrow', '→')]),
      element('span', 'after', after),
      ...(note === '' ? [] : [element('span', 'note', note)]),
      ...(items.length === 0
        ? []
        : [
            list(
              'items',
              items.map(([of, text]) => spaced(mark(of), element('span', '', text))),
            ),
          ]),
    );
  const fieldCell = (fields) => {
    if (fields.length === 0) return [];
    const shown = list('fields', fields.slice(0, OPEN_FIELDS).map(fieldItem));
    const rest = fields.slice(OPEN_FIELDS);
    if (rest.length === 0) return [shown];
    const summary = element('summary', '', `${rest.length} more`);
    return [shown, element('details', '', summary, list('fields', rest.map(fieldItem)))];
  };
  const rowNode = (row) => {
    const { group, sign, address, title, id, words, state, source, remarks, fields, hazards, tone } = row;
    const made = element(
      'tr',
      tone,
      cell(
        'action',
        tools.dataset.group,
        ...spaced(
          mark(sign),
          element('span', 'word', group),
          ...(state === '' ? [] : [element('span', 'state', state)]),
        ),
      ),
      cell(
        'what',
        'Resource',
        ...spaced(
          element('span', 'address', address),
          element('span', 'words', words),
          element('span', 'kind', ...spaced(title, ...(id === '' ? [] : [element('span', 'id', id)]))),
          ...(source === '' ? [] : [element('span', 'source', source)]),
          ...(remarks.length === 0
            ? []
            : [
                list(
                  'remarks',
                  remarks.map((remark) => [remark]),
                ),
              ]),
        ),
      ),
      cell('values', 'Fields', ...fieldCell(fields)),
      cell(
        'hazards',
        'Hazards',
        ...(hazards.length === 0
          ? []
          : [
              list(
                '',
                hazards.map(([name, detail]) => spaced(element('strong', '', name), element('span', '', detail))),
              ),
            ]),
      ),
    );
    made.setAttribute('role', 'row');
    return made;
  };

  const text = (row) =>
    (row.text ??= JSON.stringify([
      ...[row.group, row.address, row.title, row.type, row.id, row.words, row.state, row.source],
      ...[row.remarks, row.fields, row.hazards],
    ]).toLowerCase());
  const chosen = (name) =>
    new Set(Array.from(tools.querySelectorAll(`input[name="${name}"]:checked`), (input) => input.value));
  const FACETS = {
    group: (row, values) => values.has(row.group),
    type: (row, values) => values.has(row.type),
    state: (row, values) => values.has(row.state),
    hazard: (row, values) => row.hazards.some(([name]) => values.has(name)),
  };
  const SORTS = {
    group: (row) => `${row.group} ${row.state}`,
    address: (row) => row.address,
    hazards: (row) => row.hazards.map(([name]) => name).join(' '),
  };

  const draw = () => {
    const last = Math.max(1, Math.ceil(matching.length / PAGE));
    page = Math.min(Math.max(0, page), last - 1);
    const shown = matching.slice(page * PAGE, (page + 1) * PAGE);
    body.replaceChildren(...shown.map(rowNode));
    const total = `${rows.length.toLocaleString('en')} ${rows.length === 1 ? one : many}`;
    const from = page * PAGE + 1;
    const range = `${from.toLocaleString('en')} to ${(from + shown.length - 1).toLocaleString('en')}`;
    if (matching.length === 0) status.textContent = `None of ${total} matches.`;
    else if (matching.length === rows.length)
      status.textContent = last === 1 ? `All ${total}.` : `${range} of ${total}.`;
    else {
      const found = `${matching.length.toLocaleString('en')} of ${total} match`;
      status.textContent = last === 1 ? `${found}.` : `${found}, ${range} shown.`;
    }
    pages.hidden = last === 1;
    byId('page').textContent = `Page ${page + 1} of ${last}`;
    previous.disabled = page === 0;
    next.disabled = page === last - 1;
  };

  const update = () => {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    // A row is searched as JSON, in which quotes and backslashes stand escaped.
    const wanted = words.map((word) => JSON.stringify(word).slice(1, -1));
    const facets = Object.entries(FACETS)
      .map(([name, test]) => ({ test, values: chosen(name) }))
      .filter(({ values }) => values.size > 0);
    matching = rows.filter(
      (row) =>
        facets.every(({ test, values }) => test(row, values)) && wanted.every((word) => text(row).includes(word)),
    );
    const key = SORTS[sorted.by];
    if (key !== undefined) {
      const keyed = matching.map((row) => ({ row, key: key(row) }));
      const sense = sorted.down ? -1 : 1;
      keyed.sort((a, b) => {
        // What has nothing to sort by comes last, whichever way.
        if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
        return sense * collator.compare(a.key, b.key) || a.row.index - b.row.index;
      });
      matching = keyed.map(({ row }) => row);
    }
    page = 0;
    draw();
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  };
  search.addEventListener('input', soon);
  tools.addEventListener('change', update);
  tools.addEventListener('reset', () => setTimeout(update, 0));
  tools.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    update();
  });
  for (const button of document.querySelectorAll('th button')) {
    button.disabled = false;
    button.addEventListener('click', () => {
      const { by } = button.dataset;
      sorted = { by, down: sorted.by === by && !sorted.down };
      for (const head of document.querySelectorAll('th[aria-sort]')) head.setAttribute('aria-sort', 'none');
      button.closest('th').setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
      update();
    });
  }
  const turn = (by) => () => {
    page += by;
    draw();
    byId('table').scrollIntoView();
  };
  previous.addEventListener('click', turn(-1));
  next.addEventListener('click', turn(1));
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.matches('input, textarea, select')) return;
    event.preventDefault();
    search.focus();
  });
  tools.hidden = false;
  byId('unscripted')?.remove();
  draw();
})();
