import { parseAddress } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import { withBindings } from '../model/bindingMap.ts';
import type { AppliedPlan, Binding, Delta, Intent, State, Unremovable } from '../model/state.ts';
import {
  decodeArray,
  decodeCount,
  decodeFlag,
  decodeJsonObject,
  decodeMap,
  decodeObject,
  decodeText,
  decodeTexts,
  DecodingProblem,
  parseJson,
} from './decoding.ts';
import type { Shape } from './decoding.ts';

/** The format that this program reads and writes. */
const VERSION = 1;

export type DecodedState =
  | { readonly status: 'ok'; readonly state: State }
  /** Written by a later clnform: whole, but with a meaning that is not known here. */
  | { readonly status: 'newer'; readonly version: number }
  | { readonly status: 'corrupt'; readonly problem: string };

/**
 * The text of a state file, taken only as a whole: an unknown member, a wrong type or a missing end makes it corrupt,
 * since a binding that is lost here would be bought again. `problem` names the place, never a value.
 */
export function decodeState(text: string): DecodedState {
  try {
    const root = decodeMap(parseJson(text), 'the state');
    const version = decodeCount(root.version, 'version');
    if (version > VERSION) return { status: 'newer', version };
    if (version !== VERSION) throw new DecodingProblem(`version is ${version}, which has never existed`);
    return { status: 'ok', state: decodeRoot(root) };
  } catch (error) {
    if (error instanceof DecodingProblem) return { status: 'corrupt', problem: error.message };
    throw error;
  }
}

const ROOT = {
  version: 'required',
  lineage: 'required',
  serial: 'required',
  account: 'required',
  seq: 'required',
  bindings: 'required',
  intents: 'required',
  unremovable: 'required',
  appliedPlans: 'optional',
} as const satisfies Shape<State>;

function decodeRoot(value: unknown): State {
  const root = decodeObject(value, 'the state', ROOT);
  const seq = decodeCount(root.seq, 'seq');
  const record = decodeMap(root.bindings, 'bindings');
  const bindings = new Map<Address, Binding>();
  for (const name of Object.keys(record)) {
    const address = decodeAddress(name, 'bindings');
    bindings.set(address, placed(address, record[address]));
  }
  return withBindings(bindings, {
    version: VERSION,
    lineage: decodeText(root.lineage, 'lineage'),
    serial: decodeCount(root.serial, 'serial'),
    account: decodeText(root.account, 'account'),
    seq,
    intents: decodeIntents(root.intents, seq),
    unremovable: decodeArray(root.unremovable, 'unremovable').map((item, i) =>
      decodeUnremovable(item, `unremovable[${i}]`),
    ),
    ...(root.appliedPlans !== undefined && {
      appliedPlans: decodeArray(root.appliedPlans, 'appliedPlans').map((item, i) => decodeAppliedPlan(item, i)),
    }),
  });
}

/** The place of each of a hundred thousand bindings is put into words only for one that is wrong. */
function placed(name: string, binding: unknown): Binding {
  try {
    return decodeBinding(binding, '');
  } catch (error) {
    if (error instanceof DecodingProblem) decodeBinding(binding, `bindings[${JSON.stringify(name)}]`);
    throw error;
  }
}

const BINDING = {
  type: 'required',
  id: 'required',
  applied: 'required',
  protect: 'optional',
  made: 'optional',
  seq: 'optional',
  replacedBy: 'optional',
  missingSince: 'optional',
  doubted: 'optional',
} as const satisfies Shape<Binding>;

/** A binding, as it stands in a snapshot or in a journal: the very object, looked through. */
export function decodeBinding(value: unknown, at: string): Binding {
  const binding = decodeObject(value, at, BINDING);
  decodeText(binding.type, `${at}.type`);
  decodeText(binding.id, `${at}.id`);
  decodeJsonObject(binding.applied, `${at}.applied`);
  decodeFlag(binding.protect, `${at}.protect`);
  decodeFlag(binding.made, `${at}.made`);
  if (binding.seq !== undefined) decodeCount(binding.seq, `${at}.seq`);
  if (binding.replacedBy !== undefined) decodeAddress(binding.replacedBy, `${at}.replacedBy`);
  if (binding.missingSince !== undefined) decodeCount(binding.missingSince, `${at}.missingSince`);
  if (binding.doubted !== undefined) decodeTexts(binding.doubted, `${at}.doubted`);
  return binding as Binding;
}

function decodeIntents(value: unknown, last: number): readonly Intent[] {
  const seen = new Set<number>();
  return decodeArray(value, 'intents').map((item, i) => {
    const intent = decodeIntent(item, `intents[${i}]`);
    // A number that is used twice would settle two creates at once; one past the counter would be given out again.
    if (seen.has(intent.seq)) throw new DecodingProblem(`intents[${i}].seq is used twice`);
    if (intent.seq > last) throw new DecodingProblem(`intents[${i}].seq is past the state's counter`);
    seen.add(intent.seq);
    return intent;
  });
}

const INTENT = {
  seq: 'required',
  address: 'required',
  type: 'required',
  spec: 'required',
  marker: 'optional',
  idsBefore: 'required',
  since: 'optional',
  phase: 'required',
  id: 'optional',
  guessed: 'optional',
  denied: 'optional',
  delta: 'optional',
} as const satisfies Shape<Intent>;

export function decodeIntent(value: unknown, at: string): Intent {
  const intent = decodeObject(value, at, INTENT);
  const { phase } = intent;
  if (phase !== 'sent' && phase !== 'free' && phase !== 'made' && phase !== 'lost') {
    throw new DecodingProblem(`${at}.phase is none of "sent", "free", "made" and "lost"`);
  }
  return {
    seq: decodeCount(intent.seq, `${at}.seq`),
    address: decodeAddress(intent.address, `${at}.address`),
    type: decodeText(intent.type, `${at}.type`),
    spec: decodeJsonObject(intent.spec, `${at}.spec`),
    ...(intent.marker !== undefined && { marker: decodeText(intent.marker, `${at}.marker`) }),
    idsBefore: decodeTexts(intent.idsBefore, `${at}.idsBefore`),
    // Older versions wrote no time: such an intent counts as old.
    since: intent.since === undefined ? 0 : decodeCount(intent.since, `${at}.since`),
    phase,
    ...(intent.id !== undefined && { id: decodeText(intent.id, `${at}.id`) }),
    ...(decodeFlag(intent.guessed, `${at}.guessed`) && { guessed: true }),
    ...(decodeFlag(intent.denied, `${at}.denied`) && { denied: true }),
    ...(intent.delta !== undefined && { delta: decodeDelta(intent.delta, `${at}.delta`) }),
  };
}

const DELTA = { field: 'required', id: 'required', from: 'required', to: 'required' } as const satisfies Shape<Delta>;

function decodeDelta(value: unknown, at: string): Delta {
  const delta = decodeObject(value, at, DELTA);
  return {
    field: decodeFieldName(delta.field, `${at}.field`),
    id: decodeText(delta.id, `${at}.id`),
    from: decodeCount(delta.from, `${at}.from`),
    to: decodeCount(delta.to, `${at}.to`),
  };
}

/** Which fields a kind has is not known here; but what names a part of every JavaScript object is none. */
function decodeFieldName(value: unknown, at: string): string {
  const name = decodeText(value, at);
  if (name in {}) throw new DecodingProblem(`${at} is no name of a field`);
  return name;
}

const APPLIED_PLAN = { id: 'required', serial: 'required' } as const satisfies Shape<AppliedPlan>;

function decodeAppliedPlan(value: unknown, index: number): AppliedPlan {
  const at = `appliedPlans[${index}]`;
  const plan = decodeObject(value, at, APPLIED_PLAN);
  return { id: decodeText(plan.id, `${at}.id`), serial: decodeCount(plan.serial, `${at}.serial`) };
}

const UNREMOVABLE = { type: 'required', id: 'required', reason: 'required' } as const satisfies Shape<Unremovable>;

export function decodeUnremovable(value: unknown, at: string): Unremovable {
  const object = decodeObject(value, at, UNREMOVABLE);
  return {
    type: decodeText(object.type, `${at}.type`),
    id: decodeText(object.id, `${at}.id`),
    reason: decodeText(object.reason, `${at}.reason`),
  };
}

export function decodeAddress(value: unknown, at: string): Address {
  const text = decodeText(value, at);
  if (parseAddress(text) === undefined) throw new DecodingProblem(`${at} holds ${JSON.stringify(text)}, no address`);
  return text as Address;
}
