import { Hono } from 'hono';
import type { Account, TableName } from './account.ts';
import { isTableName, parseRow } from './contents.ts';
import type { Emulator } from './emulator.ts';
import { parseFaultRule } from './faults.ts';
import { Table } from './table.ts';

/**
 * What stands beside the API, under `/_emulator`, for tests and demos that run the emulator as a process of its own:
 * - `GET ledger`: `{calls, events, objects}`; `GET dump`: the account, in the format that `--seed` reads.
 * - `POST change`: `{method, path, query, body}` is a call by a person in the console; `{put: TABLE, row}` and
 *   `{remove: TABLE, id}` change the account behind the back of the API.
 * - `POST faults`: `{clear: true, add: [RULE, …]}`.
 */
export function controlApp(emulator: Emulator): Hono {
  const app = new Hono();
  app.get('/ledger', (c) => {
    const { calls, events, objects } = emulator.ledger;
    return c.json({ calls, events, objects });
  });
  app.get('/dump', (c) => c.json(emulator.dump()));
  app.post('/change', async (c) => {
    const change = await readObject(c.req);
    const result = change === undefined ? problem('the body is not a JSON object') : changeAccount(emulator, change);
    return c.json(result.body, result.status);
  });
  app.post('/faults', async (c) => {
    const change = await readObject(c.req);
    const result = change === undefined ? problem('the body is not a JSON object') : changeFaults(emulator, change);
    return c.json(result.body, result.status);
  });
  return app;
}

interface Result {
  readonly status: 200 | 400;
  readonly body: object;
}

type Input = Readonly<Record<string, unknown>>;

function changeAccount(emulator: Emulator, change: Input): Result {
  const { put, row, remove, id, method = 'GET', path, query = {}, body } = change;
  if (typeof put === 'string') {
    if (!isTableName(put)) return problem(`unknown table ${put}`);
    return putRow(emulator.account, put, row);
  }
  if (typeof remove === 'string') {
    if (!isTableName(remove)) return problem(`unknown table ${remove}`);
    return { status: 200, body: { removed: emulator.account[remove].remove(String(id)) ?? null } };
  }
  if (typeof method !== 'string' || typeof path !== 'string') return problem('say put, remove, or method and path');
  const pairs = Object.entries(Object(query) as object).map(([name, value]): [string, string] => [name, String(value)]);
  const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  return { status: 200, body: emulator.console({ method, path, query: pairs, ...text }) };
}

function putRow(account: Account, name: TableName, row: unknown): Result {
  const checked = parseRow(name, row, 'row');
  if (!checked.ok) return problem(checked.diagnostic.summary);
  const table: unknown = account[name];
  if (table instanceof Table) (table as Table<object>).put(checked.value);
  return { status: 200, body: { put: checked.value } };
}

function changeFaults({ faults }: Emulator, { clear, add = [] }: Input): Result {
  if (!Array.isArray(add)) return problem('add is not a list of rules');
  const rules = [];
  for (const text of add) {
    const rule = parseFaultRule(String(text));
    if (!rule.ok) return problem(`${rule.diagnostic.summary}. ${rule.diagnostic.help}`);
    rules.push(rule.value);
  }
  if (clear === true) faults.clear();
  for (const rule of rules) faults.add(rule);
  return { status: 200, body: { rules: faults.rules } };
}

function problem(text: string): Result {
  return { status: 400, body: { problem: text } };
}

async function readObject(request: { text(): Promise<string> }): Promise<Input | undefined> {
  try {
    const value: unknown = JSON.parse(await request.text());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : undefined;
  } catch {
    return undefined;
  }
}
