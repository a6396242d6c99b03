import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { SavedPlan } from '../model/savedPlan.ts';
import { decodeSource } from './decodeChange.ts';
import { decodePlan } from './decodePlan.ts';
import { decodeAddress } from './decodeState.ts';
import {
  decodeArray,
  decodeBoolean,
  decodeCount,
  decodeMap,
  decodeObject,
  decodeOneOf,
  decodeText,
  DecodingProblem,
  parseJson,
  type Shape,
} from './decoding.ts';

/** What makes a file a saved plan, at its very beginning. */
const FORMAT = 'clnform-plan';
const VERSION = 1;

export type DecodedPlan =
  | { readonly status: 'ok'; readonly saved: SavedPlan }
  /** Written by a later clnform: whole, but with a meaning that is not known here. */
  | { readonly status: 'newer'; readonly version: number }
  | { readonly status: 'corrupt'; readonly problem: string };

/** Whether a file that begins so is meant to be a saved plan, whole or not. */
export function looksLikeSavedPlan(beginning: string): boolean {
  return new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`, 'u').test(beginning);
}

/** The text of the file. The digest tells damage and edits by hand; it proves nothing against one who means harm. */
export function encodeSavedPlan(saved: SavedPlan): string {
  const body = JSON.stringify(saved);
  return `{\n"format": "${FORMAT}",\n"version": ${VERSION},\n"digest": "${digest(body)}",\n"body": ${body}\n}\n`;
}

/** The text of a saved plan, taken only as a whole. `problem` names the place, never a value. */
export function decodeSavedPlan(text: string): DecodedPlan {
  try {
    const root = decodeMap(parseJson(text), 'the plan');
    if (root.format !== FORMAT) throw new DecodingProblem('it is no saved plan');
    const version = decodeCount(root.version, 'version');
    if (version > VERSION) return { status: 'newer', version };
    if (version !== VERSION) throw new DecodingProblem(`version is ${version}, which has never existed`);
    const { body, digest: stated } = decodeObject(root, 'the plan', FILE);
    if (digest(JSON.stringify(body)) !== stated) throw new DecodingProblem('it was changed after it was saved');
    return { status: 'ok', saved: decodeBody(body) };
  } catch (error) {
    if (error instanceof DecodingProblem) return { status: 'corrupt', problem: error.message };
    throw error;
  }
}

/** A short name for a text that stays the same as long as the text does. */
export function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

const FILE = { format: 'required', version: 'required', digest: 'required', body: 'required' } as const;

const SAVED = {
  id: 'required',
  made: 'required',
  madeBy: 'required',
  singleWriter: 'required',
  bindings: 'required',
  warnings: 'required',
  plan: 'required',
} as const satisfies Shape<SavedPlan>;

function decodeBody(value: unknown): SavedPlan {
  const body = decodeObject(value, 'body', SAVED);
  const id = decodeText(body.id, 'body.id');
  if (!/^[0-9a-f-]{16,64}$/u.test(id)) throw new DecodingProblem('body.id is not an id');
  const bindings = Object.entries(decodeMap(body.bindings, 'body.bindings')).map(([address, print]) => [
    decodeAddress(address, 'body.bindings'),
    print === null ? null : decodeText(print, 'body.bindings'),
  ]);
  return {
    id,
    made: decodeCount(body.made, 'body.made'),
    madeBy: decodeText(body.madeBy, 'body.madeBy'),
    singleWriter: decodeBoolean(body.singleWriter, 'body.singleWriter'),
    bindings: Object.fromEntries(bindings) as SavedPlan['bindings'],
    warnings: decodeArray(body.warnings, 'body.warnings').map((item, i) => decodeWarning(item, `body.warnings[${i}]`)),
    plan: decodePlan(body.plan, 'body.plan'),
  };
}

const WARNING = {
  severity: 'required',
  code: 'required',
  summary: 'required',
  help: 'required',
  source: 'optional',
  address: 'optional',
} as const satisfies Partial<Shape<Diagnostic>>;

function decodeWarning(value: unknown, at: string): Diagnostic {
  const warning = decodeObject(value, at, WARNING);
  return {
    severity: decodeOneOf(warning.severity, `${at}.severity`, ['warning']),
    code: decodeText(warning.code, `${at}.code`),
    summary: decodeText(warning.summary, `${at}.summary`),
    help: decodeText(warning.help, `${at}.help`),
    ...(warning.source !== undefined && { source: decodeSource(warning.source, `${at}.source`) }),
    ...(warning.address !== undefined && { address: decodeAddress(warning.address, `${at}.address`) }),
  };
}
