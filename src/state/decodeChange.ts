import type { Change, ChangeAction, FieldChange, MonthlyCost } from '../model/change.ts';
import type { SourceRef } from '../model/diagnostic.ts';
import { HAZARDS, type Hazard } from '../model/hazard.ts';
import type { Live } from '../model/live.ts';
import { decodeAddress } from './decodeState.ts';
import {
  decodeArray,
  decodeBoolean,
  decodeCount,
  decodeFlag,
  decodeJson,
  decodeJsonObject,
  decodeNumber,
  decodeObject,
  decodeOneOf,
  decodeString,
  decodeText,
  decodeTexts,
  type Shape,
} from './decoding.ts';

const ACTIONS = ['create', 'update', 'replace', 'remove', 'adopt', 'forget'] as const satisfies readonly ChangeAction[];
const REPLACEMENTS = ['create-first', 'delete-first'] as const;

const CHANGE = {
  address: 'required',
  type: 'required',
  name: 'required',
  action: 'required',
  reason: 'optional',
  live: 'optional',
  target: 'optional',
  fields: 'required',
  hazards: 'required',
  cost: 'optional',
  source: 'optional',
  movedFrom: 'optional',
  bind: 'required',
  protect: 'optional',
  heir: 'optional',
  heirFields: 'optional',
  losing: 'optional',
  whole: 'optional',
  missing: 'optional',
  replacement: 'optional',
} as const satisfies Shape<Change>;

/** One change of a saved plan. Throws `DecodingProblem`. */
export function decodeChange(value: unknown, at: string): Change {
  const change = decodeObject(value, at, CHANGE);
  const protect = decodeFlag(change.protect, `${at}.protect`);
  const missing = decodeFlag(change.missing, `${at}.missing`);
  const whole = decodeFlag(change.whole, `${at}.whole`);
  return {
    address: decodeAddress(change.address, `${at}.address`),
    type: decodeText(change.type, `${at}.type`),
    name: decodeText(change.name, `${at}.name`),
    action: decodeOneOf(change.action, `${at}.action`, ACTIONS),
    ...(change.reason !== undefined && { reason: decodeText(change.reason, `${at}.reason`) }),
    ...(change.live !== undefined && { live: decodeLive(change.live, `${at}.live`) }),
    ...(change.target !== undefined && { target: decodeJsonObject(change.target, `${at}.target`) }),
    fields: decodeArray(change.fields, `${at}.fields`).map((field, i) => decodeField(field, `${at}.fields[${i}]`)),
    hazards: decodeArray(change.hazards, `${at}.hazards`).map((one, i) => decodeHazard(one, `${at}.hazards[${i}]`)),
    ...(change.cost !== undefined && { cost: decodeCost(change.cost, `${at}.cost`) }),
    ...(change.source !== undefined && { source: decodeSource(change.source, `${at}.source`) }),
    ...(change.movedFrom !== undefined && { movedFrom: decodeAddress(change.movedFrom, `${at}.movedFrom`) }),
    bind: decodeBoolean(change.bind, `${at}.bind`),
    ...(protect && { protect }),
    ...(change.heir !== undefined && { heir: decodeLive(change.heir, `${at}.heir`) }),
    ...(change.heirFields !== undefined && { heirFields: decodeTexts(change.heirFields, `${at}.heirFields`) }),
    ...(change.losing !== undefined && { losing: decodeTexts(change.losing, `${at}.losing`) }),
    ...(whole && { whole }),
    ...(missing && { missing }),
    ...(change.replacement !== undefined && {
      replacement: decodeOneOf(change.replacement, `${at}.replacement`, REPLACEMENTS),
    }),
  };
}

const LIVE = {
  type: 'required',
  id: 'required',
  name: 'optional',
  spec: 'required',
  marker: 'optional',
  tag: 'optional',
  inert: 'optional',
  occupants: 'optional',
  lastCheckin: 'optional',
} as const satisfies Shape<Live>;

export function decodeLive(value: unknown, at: string): Live {
  const live = decodeObject(value, at, LIVE);
  return {
    type: decodeText(live.type, `${at}.type`),
    id: decodeText(live.id, `${at}.id`),
    ...(live.name !== undefined && { name: decodeText(live.name, `${at}.name`) }),
    spec: decodeJsonObject(live.spec, `${at}.spec`),
    ...(live.marker !== undefined && { marker: decodeText(live.marker, `${at}.marker`) }),
    ...(live.tag !== undefined && { tag: decodeText(live.tag, `${at}.tag`) }),
    ...(live.inert !== undefined && { inert: decodeBoolean(live.inert, `${at}.inert`) }),
    ...(live.occupants !== undefined && { occupants: decodeCount(live.occupants, `${at}.occupants`) }),
    ...(live.lastCheckin !== undefined && { lastCheckin: decodeNumber(live.lastCheckin, `${at}.lastCheckin`) }),
  };
}

const FIELD = {
  field: 'required',
  before: 'optional',
  after: 'optional',
  beforeRef: 'optional',
  afterRef: 'optional',
  sensitive: 'optional',
  unverified: 'optional',
  forcesReplacement: 'optional',
} as const satisfies Shape<FieldChange>;

function decodeField(value: unknown, at: string): FieldChange {
  const field = decodeObject(value, at, FIELD);
  const sensitive = decodeFlag(field.sensitive, `${at}.sensitive`);
  const unverified = decodeFlag(field.unverified, `${at}.unverified`);
  const forcesReplacement = decodeFlag(field.forcesReplacement, `${at}.forcesReplacement`);
  return {
    field: decodeText(field.field, `${at}.field`),
    ...(field.before !== undefined && { before: decodeJson(field.before, `${at}.before`) }),
    ...(field.after !== undefined && { after: decodeJson(field.after, `${at}.after`) }),
    ...(field.beforeRef !== undefined && { beforeRef: decodeAddress(field.beforeRef, `${at}.beforeRef`) }),
    ...(field.afterRef !== undefined && { afterRef: decodeAddress(field.afterRef, `${at}.afterRef`) }),
    ...(sensitive && { sensitive }),
    ...(unverified && { unverified }),
    ...(forcesReplacement && { forcesReplacement }),
  };
}

const HAZARD = { name: 'required', detail: 'required' } as const satisfies Shape<Hazard>;

export function decodeHazard(value: unknown, at: string): Hazard {
  const hazard = decodeObject(value, at, HAZARD);
  return { name: decodeOneOf(hazard.name, `${at}.name`, HAZARDS), detail: decodeText(hazard.detail, `${at}.detail`) };
}

const COST = { before: 'required', after: 'required' } as const satisfies Shape<MonthlyCost>;

function decodeCost(value: unknown, at: string): MonthlyCost {
  const cost = decodeObject(value, at, COST);
  const amount = (side: unknown, name: string): number | null =>
    side === null ? null : decodeNumber(side, `${at}.${name}`);
  return { before: amount(cost.before, 'before'), after: amount(cost.after, 'after') };
}

const SOURCE = { file: 'required', line: 'required', column: 'required' } as const satisfies Shape<SourceRef>;

export function decodeSource(value: unknown, at: string): SourceRef {
  const source = decodeObject(value, at, SOURCE);
  return {
    file: decodeString(source.file, `${at}.file`),
    line: decodeCount(source.line, `${at}.line`),
    column: decodeCount(source.column, `${at}.column`),
  };
}
