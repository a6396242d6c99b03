import type { AccountContents, TableName } from './account.ts';
import type { AccountRows } from './accountRows.ts';
import { mistake, parsed, unknownWord, type Parsed } from './parsed.ts';

/** `?` marks a field that may be left out; `count` is a whole number from 0, `digits` a text of digits. */
type FieldType = 'text' | 'digits' | 'count' | 'flag' | 'texts' | 'text?' | 'count?' | 'flag?';

const FIELDS = {
  imunifyKeys: { key: 'text', code: 'text', limit: 'count', note: 'text', isDefault: 'flag?' },
  imunifyServers: { id: 'text', key: 'text', ip: 'text', lastCheckin: 'count' },
  kernelcareKeys: {
    ...{ key: 'text', limit: 'count', note: 'text', enabled: 'flag' },
    ...{ created: 'count', cidrs: 'texts', isDefault: 'flag?' },
  },
  kernelcareServers: {
    ...{ id: 'text', key: 'text', ip: 'text' },
    ...{ created: 'count', lastCheckin: 'count', health: 'text' },
  },
  elsKeys: { key: 'text', productType: 'text', limit: 'count', note: 'text' },
  elsServers: { id: 'digits', key: 'text', ip: 'text', hostname: 'text', lastCheckin: 'count' },
  cloudlinuxKeys: { key: 'text', productType: 'text', limit: 'count', note: 'text', isDefault: 'flag?' },
  cloudlinuxServers: { id: 'digits', key: 'text', ip: 'text', hostname: 'text' },
  subAccountServers: {
    ...{ login: 'text', email: 'text', serverId: 'digits' },
    ...{ serverKey: 'text', version: 'count', ip: 'text' },
  },
  ipLicenses: {
    ...{ ip: 'text', type: 'count', registered: 'flag', created: 'count' },
    ...{ elsAllowed: 'flag', serverInfo: 'text?', lastCheckin: 'count?' },
  },
  foreignLicenses: { ip: 'text', type: 'count' },
  groups: { name: 'text', description: 'text', servers: 'texts' },
  features: { id: 'digits', permission: 'text' },
  backups: { id: 'digits', serverId: 'text', size: 'count', datacenter: 'text' },
  awpUsage: { yearMonth: 'text', product: 'text', primaryDomain: 'text', username: 'text?', cdnLimitType: 'text?' },
  monitoringKeys: { ip: 'text', key: 'text' },
  statusFlags: { flag: 'text', value: 'flag' },
} as const satisfies { [Name in TableName]: { [Field in keyof Required<AccountRows[Name]>]: FieldType } };

/** Reads a seed: what `dump` wrote, or a person in the same format. The first mistake is told with its place. */
export function parseContents(text: string): Parsed<AccountContents> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return mistake('bad-seed', 'the seed is not JSON', 'Give a file that the emulator dumped, or write one like it.');
  }
  if (!isObject(value))
    return mistake('bad-seed', 'the seed is not a JSON object', 'Write {"imunifyKeys": [ … ], … }.');
  for (const [name, rows] of Object.entries(value)) {
    if (!isTableName(name)) return unknownWord('bad-seed', 'table', name, Object.keys(FIELDS));
    if (!Array.isArray(rows)) return mistake('bad-seed', `\`${name}\` is not a list`, 'Write a list of objects.');
    for (const [i, row] of rows.entries()) {
      const checked = parseRow(name, row, `${name}[${i}]`);
      if (!checked.ok) return checked;
    }
  }
  return parsed(value as AccountContents);
}

/** Checks one row of a table; `place` is how a mistake names it. */
export function parseRow<Name extends TableName>(name: Name, row: unknown, place: string): Parsed<AccountRows[Name]> {
  if (!isObject(row)) return mistake('bad-seed', `\`${place}\` is not an object`, 'Write an object with its fields.');
  const fields: Readonly<Record<string, FieldType>> = FIELDS[name];
  for (const field of Object.keys(row)) {
    if (!Object.hasOwn(fields, field)) return unknownWord('bad-seed', `field of ${place}`, field, Object.keys(fields));
  }
  for (const [field, type] of Object.entries(fields)) {
    if (!hasType(row[field], type)) {
      return mistake('bad-seed', `\`${place}.${field}\` is not ${DESCRIBED[type]}`, 'Correct the value.');
    }
  }
  return parsed(row as unknown as AccountRows[Name]);
}

/** Whether a name is one of the tables of an account. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(FIELDS, name);
}

const DESCRIBED: Readonly<Record<FieldType, string>> = {
  text: 'a text',
  'text?': 'a text',
  digits: 'a text of digits',
  count: 'a whole number from 0',
  'count?': 'a whole number from 0',
  flag: 'true or false',
  'flag?': 'true or false',
  texts: 'a list of texts',
};

function hasType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'digits':
      return typeof value === 'string' && /^\d{1,15}$/.test(value);
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'flag':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'text?':
      return value === undefined || hasType(value, 'text');
    case 'count?':
      return value === undefined || hasType(value, 'count');
    case 'flag?':
      return value === undefined || hasType(value, 'flag');
    default:
      return type satisfies never;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
