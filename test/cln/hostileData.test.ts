import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/model/apiError.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { PORT_CALLS, type PortCall, printed } from './support/portCalls.ts';
import { answered, clientOver, scripted } from './support/scripted.ts';

const NAMED = PORT_CALLS.map((row) => ({ name: `${row.half}.${row.name}`, row }));
const JSON_CALLS = NAMED.filter(({ row }) => row.form !== 'text');

/** What a call comes to when this is the body of the answer. */
async function cameTo(row: PortCall, body: string): Promise<string> {
  const transport = scripted(answered(body));
  const client = clientOver(transport, { readLimits: { tries: 1 } });
  const came = await row.call(client).then(
    (value) => (row.half === 'read' ? 'value' : (value as Outcome<unknown>).status),
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      expect(error.message.startsWith(`${error.endpoint}: `)).toBe(true);
      return error.diagnostic.code;
    },
  );
  expect(transport.requests).toHaveLength(1);
  return came;
}

const good = (row: PortCall): string => (row.half === 'read' ? 'value' : 'done');
const bad = (row: PortCall): string => (row.half === 'read' ? 'malformed-answer' : 'unknown');

describe('an answer cut at any byte', () => {
  it.each(JSON_CALLS)('is no answer to $name', async ({ row }) => {
    expect(await cameTo(row, row.body)).toBe(good(row));
    for (let length = 0; length < row.body.length; length += 1) {
      expect(await cameTo(row, row.body.slice(0, length)), row.body.slice(0, length)).toBe(bad(row));
    }
  });

  it('shows no flag of the plain status otherwise than it is', async () => {
    const { row } = NAMED.find(({ name }) => name === 'read.statusPlain')!;
    const whole = (await row.call(clientOver(scripted(answered(row.body))))) as object;
    for (let length = 0; length < row.body.length; length += 1) {
      const client = clientOver(scripted(answered(row.body.slice(0, length))), { readLimits: { tries: 1 } });
      const part = await row.call(client).catch((error: unknown) => error);
      if (!(part instanceof ApiError)) expect(whole).toMatchObject(part as object);
    }
  });

  it('registers no monitoring key before its code is there', async () => {
    const { row } = NAMED.find(({ name }) => name === 'write.kernelcare.registerMonitoringKey')!;
    for (let length = 0; length < row.body.indexOf('0'); length += 1) {
      expect(await cameTo(row, row.body.slice(0, length))).toBe('unknown');
    }
  });
});

/** JSON texts, for JSON has no way to print some of the values that a parser makes of it. */
const NEVER = ['{}', '[]', '[[]]', '{"a":1}', '1e400', '1e300', '-1e400'];
const WRONG = {
  number: [...NEVER, 'true', '-1', '1.5', '"-1"', '"1.5"', '"NaN"', '"0x10"', '"1e3"', '""', '"9007199254740993"'],
  id: [...NEVER, 'true', '-1', '1.5', '""'],
  string: [...NEVER, 'true', 'false'],
  boolean: [...NEVER, '0', '1', '"true"', '"yes"', '""'],
} as const;
const NOT_A_DATE = ['"soon"', '0', '1398872760', '"2014-02-30T11:26-0400"', '"2014-04-30T25:26-0400"', '""'];

const HERE = '"?here?"';

/** The good answer with something else in place of one of its values, for every value of every field. */
function spoilt(row: PortCall): readonly { readonly at: string; readonly body: string }[] {
  return fieldsOf(row.data).flatMap(({ at, value, replaced }) => {
    const kind = typeof value as keyof typeof WRONG;
    const decimal = typeof value === 'string' && /^\d+$/.test(value) && /limit|owned|available/i.test(at);
    const date = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
    const id = typeof value === 'number' && at.endsWith('id');
    const wrong = [...WRONG[id ? 'id' : decimal ? 'number' : kind], ...(date ? NOT_A_DATE : [])];
    const text = printed(row.form, replaced);
    return wrong.map((json) => ({ at: `${at} = ${json}`, body: text.replace(HERE, json) }));
  });
}

interface Field {
  readonly at: string;
  readonly value: unknown;
  /** The whole with a placeholder where the field's value stood. */
  readonly replaced: unknown;
}

function fieldsOf(data: unknown): readonly Field[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]: [string, unknown]): Field[] => {
    const put = (inner: unknown): unknown =>
      Array.isArray(data)
        ? data.map((item: unknown, at) => (String(at) === name ? inner : item))
        : { ...data, [name]: inner };
    if (typeof value !== 'object') return [{ at: name, value, replaced: put('?here?') }];
    return fieldsOf(value).map((field) => ({ ...field, at: `${name}.${field.at}`, replaced: put(field.replaced) }));
  });
}

describe('a field of the wrong type', () => {
  it.each(JSON_CALLS.filter(({ row }) => fieldsOf(row.data).length > 0))(
    'is never passed over: $name',
    async ({ row }) => {
      const cases = spoilt(row);
      const passed: string[] = [];
      for (const { at, body } of cases) if ((await cameTo(row, body)) !== bad(row)) passed.push(at);

      expect(cases.length).toBeGreaterThan(5);
      expect(passed).toStrictEqual([]);
    },
  );

  it.each(JSON_CALLS)('nor data of the wrong type: $name', async ({ row }) => {
    const others = [
      null,
      true,
      false,
      0,
      7,
      'a text',
      '',
      {},
      [],
      [null],
      [7],
      [[]],
      [{}],
      { a: {} },
      { success: true },
    ];
    const fits = new Set(
      [...row.accepts, ...(row.name === 'els.removeKey' ? [[{}]] : [])].map((one) => JSON.stringify(one)),
    );
    const came: string[] = [];
    for (const data of others) {
      if (fits.has(JSON.stringify(data)) || (await cameTo(row, printed(row.form, data))) === bad(row)) continue;
      came.push(JSON.stringify(data));
    }
    // A list of types may hold any number, and the status flags of any name.
    const open: Readonly<Record<string, readonly string[]>> = {
      'ipLicenses.check': ['[7]'],
      status: ['{"success":true}'],
    };
    expect(came).toStrictEqual(open[row.name] ?? []);
    for (const data of row.accepts) expect(await cameTo(row, printed(row.form, data))).toBe(good(row));
  });

  it.each(NAMED)('nor an envelope that is none: $name', async ({ row }) => {
    const bodies = [
      '{}',
      '[[',
      '{"success":"true","data":[]}',
      '{"success":1,"data":[]}',
      '{"success":null}',
      '{"success":true}',
    ];
    for (const body of [...bodies, '{"success":true,"data":null}', '{"Success":true,"data":[]}', '{"data":[]}']) {
      if (row.accepts.some((one) => JSON.stringify(one) === body) && row.form === 'v2') continue;
      expect(await cameTo(row, body), body).toBe(bad(row));
    }
  });
});

describe('rows about something else than was asked for', () => {
  const other = (name: string, body: object): { name: string; row: PortCall; body: string } => ({
    name,
    row: NAMED.find((one) => one.name === name)!.row,
    body: JSON.stringify({ success: true, data: body }),
  });
  const server = { id: 'S1', key: 'IMOTHERKEY' };
  const license = { ip: '203.0.113.99', type: 16 };

  it.each([
    other('read.imunify.servers', [{ id: 'S0', key: 'IM1SOMENONSENSETEXT' }, server]),
    other('read.els.servers', [server]),
    other('read.ipLicenses.servers', [license]),
    other('write.imunify.removeKey', [server]),
    other('write.imunify.removeServer', { ...server, id: 'S2' }),
    other('write.imunify.convertServer', server),
    other('write.imunify.updateKey', { key: 'IMOTHERKEY', code: '360_1', limit: 2 }),
    other('write.els.updateKey', { key: 'OTHER', productCode: 'CELS', usageLimit: 2 }),
    other('write.els.removeServer', { ...server, id: '8' }),
    other('write.cloudlinux.updateKey', { key: 'C2', product_type: 'cl', usage_limit: 2 }),
    other('write.cloudlinux.removeKey', { key: 'C2' }),
    other('write.cloudlinux.removeServer', { id: 8, key: 'C1' }),
    other('write.ipLicenses.register', license),
    other('write.groups.create', { name: 'other' }),
    other('write.backups.create', { serverId: 'S2', size: 10, backupId: '23', datacenter: 'EU2' }),
    other('write.backups.resize', { serverId: 'S1', size: 10, backupId: '24', datacenter: 'EU2' }),
    other('write.backups.remove', { serverId: 'S1', size: 10, backupId: '24', datacenter: 'EU2' }),
  ])('prove nothing: $name', async ({ row, body }) => {
    expect(await cameTo(row, body)).toBe(bad(row));
  });
});
