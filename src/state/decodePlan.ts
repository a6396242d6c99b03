import type { ChangeAction } from '../model/change.ts';
import type { CostChange, LeftOut, Plan, Rebinding, UnmanagedCount, Unverified } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { decodeChange, decodeHazard, decodeLive } from './decodeChange.ts';
import { decodeAddress, decodeIntent, decodeUnremovable } from './decodeState.ts';
import {
  decodeArray,
  decodeBoolean,
  decodeCount,
  decodeFlag,
  decodeJsonObject,
  decodeMap,
  decodeNumber,
  decodeObject,
  decodeOneOf,
  decodeText,
  decodeTexts,
  DecodingProblem,
  type Shape,
} from './decoding.ts';

const OPS = ['put', 'remove', 'bind', 'forget'] as const satisfies readonly Step['op'][];
const ACTIONS = ['create', 'update', 'replace', 'remove', 'adopt', 'forget'] as const satisfies readonly ChangeAction[];

const PLAN = {
  formatVersion: 'required',
  account: 'required',
  lineage: 'required',
  serial: 'required',
  changes: 'required',
  hazards: 'required',
  markers: 'required',
  steps: 'required',
  rebindings: 'required',
  gone: 'required',
  unverified: 'required',
  unmanaged: 'required',
  openIntents: 'required',
  unremovable: 'required',
  leftOut: 'required',
  unchanged: 'required',
  cost: 'optional',
} as const satisfies Shape<Plan>;

/** A plan, taken only as a whole. What its parts have to do with each other is not checked here. Throws `DecodingProblem`. */
export function decodePlan(value: unknown, at: string): Plan {
  const plan = decodeObject(value, at, PLAN);
  if (plan.formatVersion !== 1) throw new DecodingProblem(`${at}.formatVersion is not 1`);
  const each = <T>(name: keyof typeof PLAN, decode: (item: unknown, at: string) => T): readonly T[] =>
    decodeArray(plan[name], `${at}.${name}`).map((item, i) => decode(item, `${at}.${name}[${i}]`));
  return {
    formatVersion: 1,
    account: decodeText(plan.account, `${at}.account`),
    lineage: decodeText(plan.lineage, `${at}.lineage`),
    serial: decodeCount(plan.serial, `${at}.serial`),
    changes: each('changes', decodeChange),
    hazards: each('hazards', decodeHazard),
    markers: decodeBoolean(plan.markers, `${at}.markers`),
    steps: each('steps', decodeStep),
    rebindings: each('rebindings', decodeRebinding),
    gone: each('gone', decodeAddress),
    unverified: each('unverified', decodeUnverified),
    unmanaged: each('unmanaged', decodeUnmanaged),
    openIntents: each('openIntents', decodeIntent),
    unremovable: each('unremovable', decodeUnremovable),
    leftOut: each('leftOut', decodeLeftOut),
    unchanged: decodeCount(plan.unchanged, `${at}.unchanged`),
    ...(plan.cost !== undefined && { cost: decodeCost(plan.cost, `${at}.cost`) }),
  };
}

const STEP = {
  id: 'required',
  op: 'required',
  type: 'required',
  addresses: 'required',
  after: 'required',
} as const satisfies Shape<Step>;

function decodeStep(value: unknown, at: string): Step {
  const step = decodeObject(value, at, STEP);
  return {
    id: decodeText(step.id, `${at}.id`),
    op: decodeOneOf(step.op, `${at}.op`, OPS),
    type: decodeText(step.type, `${at}.type`),
    addresses: decodeArray(step.addresses, `${at}.addresses`).map((a, i) => decodeAddress(a, `${at}.addresses[${i}]`)),
    after: decodeTexts(step.after, `${at}.after`),
  };
}

const REBINDING = {
  address: 'required',
  type: 'required',
  live: 'required',
  applied: 'required',
  protect: 'optional',
} as const satisfies Shape<Rebinding>;

function decodeRebinding(value: unknown, at: string): Rebinding {
  const rebinding = decodeObject(value, at, REBINDING);
  const protect = decodeFlag(rebinding.protect, `${at}.protect`);
  return {
    address: decodeAddress(rebinding.address, `${at}.address`),
    type: decodeText(rebinding.type, `${at}.type`),
    live: decodeLive(rebinding.live, `${at}.live`),
    applied: decodeJsonObject(rebinding.applied, `${at}.applied`),
    ...(protect && { protect }),
  };
}

const UNVERIFIED = { address: 'required', fields: 'required' } as const satisfies Shape<Unverified>;

function decodeUnverified(value: unknown, at: string): Unverified {
  const entry = decodeObject(value, at, UNVERIFIED);
  return {
    address: decodeAddress(entry.address, `${at}.address`),
    fields: decodeTexts(entry.fields, `${at}.fields`),
  };
}

const UNMANAGED = { type: 'required', count: 'required', whole: 'required' } as const satisfies Shape<UnmanagedCount>;

function decodeUnmanaged(value: unknown, at: string): UnmanagedCount {
  const entry = decodeObject(value, at, UNMANAGED);
  return {
    type: decodeText(entry.type, `${at}.type`),
    count: decodeCount(entry.count, `${at}.count`),
    whole: decodeBoolean(entry.whole, `${at}.whole`),
  };
}

const LEFT_OUT = {
  address: 'required',
  action: 'optional',
  id: 'optional',
  because: 'required',
} as const satisfies Shape<LeftOut>;

function decodeLeftOut(value: unknown, at: string): LeftOut {
  const entry = decodeObject(value, at, LEFT_OUT);
  return {
    address: decodeAddress(entry.address, `${at}.address`),
    ...(entry.action !== undefined && { action: decodeOneOf(entry.action, `${at}.action`, ACTIONS) }),
    ...(entry.id !== undefined && { id: decodeText(entry.id, `${at}.id`) }),
    because: decodeText(entry.because, `${at}.because`),
  };
}

const COST = {
  currency: 'required',
  before: 'required',
  after: 'required',
  byType: 'required',
  unknown: 'required',
} as const satisfies Shape<CostChange>;

function decodeCost(value: unknown, at: string): CostChange {
  const cost = decodeObject(value, at, COST);
  const byType = Object.entries(decodeMap(cost.byType, `${at}.byType`));
  return {
    currency: decodeText(cost.currency, `${at}.currency`),
    before: decodeNumber(cost.before, `${at}.before`),
    after: decodeNumber(cost.after, `${at}.after`),
    byType: Object.fromEntries(byType.map(([type, sum]) => [type, decodeNumber(sum, `${at}.byType`)])),
    unknown: decodeTexts(cost.unknown, `${at}.unknown`),
  };
}
