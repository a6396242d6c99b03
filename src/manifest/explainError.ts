import type { Subject } from './checkShape.ts';
import type { Code } from './codes.ts';
import { describeSchema, describeTree, describeType, fieldName } from './describe.ts';
import type { JsonSchema } from './jsonSchema.ts';
import type { ProblemExtras, Spot } from './problems.ts';
import type { SchemaError } from './relevantErrors.ts';
import { didYouMean } from './suggest.ts';
import { treeAt } from './tree.ts';
import type { Tree } from './tree.ts';
import { typeHelp } from './typeHelp.ts';

/** What to report for an error of the validator. */
export interface Explanation {
  readonly at: Spot;
  readonly code: Code;
  readonly summary: string;
  readonly help: string;
  readonly extras?: ProblemExtras;
}

/** The error in the words of the manifest; undefined when the value was refused already when it was read. */
export function explainError(subject: Subject, found: SchemaError): Explanation | undefined {
  const at = treeAt(subject.tree, found.path);
  if (at.kind === 'scalar' && at.broken) return undefined;
  const { keyword, propertyName } = found.error;
  const params = found.error.params;
  const schema = (found.error.parentSchema ?? {}) as JsonSchema;
  const name = fieldName(found.path, subject.label);
  const limit = String(params.limit);
  const say = (code: Code, what: string, help = describeSchema(schema)): Explanation => {
    return { at, code, summary: `${name} ${what}.`, help };
  };
  if (propertyName !== undefined) return badName(at, name, propertyName, schema);
  switch (keyword) {
    case 'additionalProperties':
      return unknownField(at, name, String(params.additionalProperty), schema);
    case 'required': {
      const field = String(params.missingProperty);
      const help = describeSchema(schema.properties?.[field] ?? {});
      return { ...say('missing-field', `needs \`${field}\``, help), at: found.path.length === 0 ? subject.head : at };
    }
    case 'type':
      return wrongType(at, name, [String(params.type)], schema);
    case 'anyOf':
      return wrongType(at, name, found.alternatives ?? [], schema);
    case 'enum': {
      const allowed = (schema.enum ?? []).map(String);
      return say('unknown-value', `cannot be ${describeTree(at)}`, didYouMean(writtenIn(at), allowed, 'Allowed'));
    }
    case 'pattern':
      return say('bad-format', `does not have the right form: ${describeTree(at)}`);
    case 'const':
      return say('unsupported-version', `must be ${String(params.allowedValue)}, not ${describeTree(at)}`);
    case 'minimum':
      return say('out-of-range', `must be at least ${limit}, not ${describeTree(at)}`);
    case 'maximum':
      return say('out-of-range', `must be at most ${limit}, not ${describeTree(at)}`);
    case 'multipleOf':
      return say('out-of-range', `must be a multiple of ${String(params.multipleOf)}, not ${describeTree(at)}`);
    case 'maxLength':
      return say('too-long', `is longer than ${limit} characters`);
    case 'minLength':
      return say('bad-format', 'is empty');
    case 'minItems':
      return say('empty-list', 'holds nothing');
    case 'uniqueItems':
      return duplicateEntry(at, name, Number(params.i), Number(params.j));
    default:
      throw new Error(`the schemas use \`${keyword}\`, which has no words here`);
  }
}

function unknownField(at: Tree, name: string, field: string, schema: JsonSchema): Explanation {
  return {
    at: keySpot(at, field),
    code: 'unknown-field',
    summary: `${name} has no field \`${field}\`.`,
    help: didYouMean(field, Object.keys(schema.properties ?? {}), 'Fields'),
  };
}

function wrongType(at: Tree, name: string, expected: readonly string[], schema: JsonSchema): Explanation {
  if (at.kind === 'scalar' && at.value === null) {
    const help = expected.includes('object') ? 'Remove it, or write `{}` for an empty one.' : describeSchema(schema);
    return { at, code: 'empty-value', summary: `${name} has no value.`, help };
  }
  const allowed = [schema, ...(schema.anyOf ?? [])].flatMap((way) => way.enum ?? []).map(String);
  const help = allowed.length > 0 ? didYouMean(writtenIn(at), allowed, 'Allowed') : typeHelp(at, expected);
  return {
    at,
    code: 'wrong-type',
    summary: `${name} must be ${expected.map(describeType).join(' or ')}, not ${describeTree(at)}.`,
    help: help ?? describeSchema(schema),
  };
}

/** A key that is not allowed: of a block, or of a price. */
function badName(at: Tree, owner: string, name: string, schema: JsonSchema): Explanation {
  const spot = keySpot(at, name);
  if (schema.enum !== undefined) {
    const help = didYouMean(name, schema.enum.map(String), 'Products');
    return { at: spot, code: 'unknown-value', summary: `There is no product \`${name}\`.`, help };
  }
  return {
    at: spot,
    code: 'bad-name',
    summary: `\`${name}\` cannot be a name in ${owner}.`,
    help: `Names in this section match ${schema.pattern ?? ''}.`,
  };
}

function duplicateEntry(at: Tree, name: string, i: number, j: number): Explanation {
  const first = treeAt(at, [Math.min(i, j)]);
  const second = treeAt(at, [Math.max(i, j)]);
  return {
    at: second,
    code: 'duplicate-entry',
    summary: `${name} holds ${describeTree(second)} twice.`,
    help: 'Remove one of them.',
    extras: { related: [{ at: first, note: 'the first one' }] },
  };
}

function keySpot(at: Tree, name: string): Spot {
  return (at.kind === 'table' ? at.entries.get(name)?.key : undefined) ?? at;
}

/** What to compare with the allowed values; nothing where it came from a variable, whose content is not to be hinted at. */
function writtenIn(at: Tree): string {
  return at.kind === 'scalar' && !at.shown.includes('${') ? String(at.value) : '';
}
