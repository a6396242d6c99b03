import type { ErrorObject } from 'ajv/dist/2020.js';
import { describeType, describeTree, fieldName, firstSentences } from './describe.ts';
import type { JsonSchema } from './jsonSchema.ts';
import type { Problems, Spot } from './problems.ts';
import { relevantErrors } from './relevantErrors.ts';
import type { SchemaError } from './relevantErrors.ts';
import { validate } from './schemas.ts';
import { didYouMean } from './suggest.ts';
import { toValue } from './toValue.ts';
import { treeAt } from './tree.ts';
import type { Tree } from './tree.ts';

/** What is being checked: a block, or the top level of a file. */
export interface Subject {
  readonly tree: Tree;
  readonly schema: JsonSchema;
  /** `imunify_keys.web`, or undefined for the top level. */
  readonly label: string | undefined;
  /** Where to point for a missing field. */
  readonly head: Spot;
}

/** Checks a tree against its schema and reports what is wrong in plain sentences. Returns the plain value. */
export function checkShape(subject: Subject, problems: Problems): unknown {
  const value = toValue(subject.tree, subject.schema);
  for (const found of relevantErrors(validate(subject.schema, value))) new ShapeProblem(subject, found, problems).report();
  return value;
}

/** One error of the validator, in the words of the manifest. */
class ShapeProblem {
  readonly #subject: Subject;
  readonly #path: readonly string[];
  readonly #error: ErrorObject;
  readonly #alternatives: readonly string[] | undefined;
  readonly #problems: Problems;
  readonly #at: Tree;

  constructor(subject: Subject, found: SchemaError, problems: Problems) {
    this.#subject = subject;
    this.#path = found.path;
    this.#error = found.error;
    this.#alternatives = found.alternatives;
    this.#problems = problems;
    this.#at = treeAt(subject.tree, found.path);
  }

  report(): void {
    const at = this.#at;
    // Reported when it was read; a value was never there to judge.
    if (at.kind === 'scalar' && at.broken) return;
    const { keyword, params } = this.#error;
    switch (keyword) {
      case 'additionalProperties':
        return this.#unknownField(String(params['additionalProperty']));
      case 'required':
        return this.#missingField(String(params['missingProperty']));
      case 'type':
        return this.#wrongType([String(params['type'])]);
      case 'anyOf':
        return this.#wrongType(this.#alternatives ?? []);
      case 'enum':
        return this.#error.propertyName === undefined ? this.#unknownValue() : this.#badName();
      case 'pattern':
        return this.#error.propertyName === undefined ? this.#badFormat() : this.#badName();
      case 'const':
        return this.#say('unsupported-version', `${this.#name} must be ${String(params['allowedValue'])}.`, this.#describe());
      case 'minimum':
        return this.#outOfRange(`must be at least ${String(params['limit'])}`);
      case 'maximum':
        return this.#outOfRange(`must be at most ${String(params['limit'])}`);
      case 'multipleOf':
        return this.#outOfRange(`must be a multiple of ${String(params['multipleOf'])}`);
      case 'maxLength':
        return this.#say('too-long', `${this.#name} is longer than ${String(params['limit'])} characters.`, 'Shorten it.');
      case 'minLength':
        return this.#say('bad-format', `${this.#name} is empty.`, this.#describe());
      case 'minItems':
        return this.#say('empty-list', `${this.#name} holds nothing.`, this.#describe());
      case 'uniqueItems':
        return this.#duplicateEntry(Number(params['i']), Number(params['j']));
      default:
        throw new Error(`the schema uses \`${keyword}\`, which has no words here`);
    }
  }

  get #name(): string {
    return fieldName(this.#path, this.#subject.label);
  }

  get #schema(): JsonSchema {
    return (this.#error.parentSchema ?? {}) as JsonSchema;
  }

  #say(code: Parameters<Problems['at']>[1], summary: string, help: string, at: Spot = this.#at): void {
    this.#problems.at(at, code, summary, help);
  }

  #describe(schema: JsonSchema = this.#schema): string {
    return firstSentences(schema) || 'Correct the value.';
  }

  #unknownField(field: string): void {
    const known = Object.keys(this.#schema.properties ?? {});
    const key = this.#at.kind === 'table' ? this.#at.entries.get(field)?.key : undefined;
    const summary = `${this.#name} has no field \`${field}\`.`;
    this.#say('unknown-field', summary, didYouMean(field, known, 'Fields'), key);
  }

  #missingField(field: string): void {
    const schema = this.#schema.properties?.[field] ?? {};
    const at = this.#path.length === 0 ? this.#subject.head : this.#at;
    this.#say('missing-field', `${this.#name} needs \`${field}\`.`, this.#describe(schema), at);
  }

  #wrongType(expected: readonly string[]): void {
    const at = this.#at;
    if (at.kind === 'scalar' && at.value === null) {
      const help = expected.includes('object') ? 'Remove the key, or write `{}` for an empty one.' : this.#describe();
      return this.#say('empty-value', `${this.#name} has no value.`, help);
    }
    const summary = `${this.#name} must be ${expected.map(describeType).join(' or ')}, not ${describeTree(at)}.`;
    this.#say('wrong-type', summary, this.#typeHelp(expected));
  }

  #typeHelp(expected: readonly string[]): string {
    const at = this.#at;
    if (at.kind !== 'scalar' || at.typed) return this.#describe();
    if (expected.includes('boolean') && /^(?:y|yes|on)$/iu.test(at.shown)) return 'YAML 1.2 has no such word: write true.';
    if (expected.includes('boolean') && /^(?:n|no|off)$/iu.test(at.shown)) return 'YAML 1.2 has no such word: write false.';
    if (at.quoted && (expected.includes('integer') || expected.includes('number'))) {
      if (/^-?[0-9]+(?:\.[0-9]+)?$/u.test(at.shown)) return `Remove the quotes: ${at.shown}.`;
    }
    if (at.quoted && expected.includes('boolean') && /^(?:true|false)$/iu.test(at.shown)) return 'Remove the quotes.';
    if (expected.includes('string') && typeof at.value !== 'string') return `Put it in quotes: "${at.shown}".`;
    if (expected.includes('array')) return `Write a list, even of one: [${at.quoted ? `"${at.shown}"` : at.shown}].`;
    return this.#describe();
  }

  #unknownValue(): void {
    const at = this.#at;
    const allowed = (this.#schema.enum ?? []).map(String);
    const written = at.kind === 'scalar' && at.typed !== true ? String(at.value) : '';
    const summary = `${this.#name} cannot be ${describeTree(at)}.`;
    this.#say('unknown-value', summary, didYouMean(written, allowed, 'Allowed'));
  }

  #badFormat(): void {
    this.#say('bad-format', `${this.#name} does not have the right form: ${describeTree(this.#at)}.`, this.#describe());
  }

  #badName(): void {
    const name = this.#error.propertyName ?? '';
    const key = this.#at.kind === 'table' ? this.#at.entries.get(name)?.key : undefined;
    const allowed = (this.#schema.enum ?? []).map(String);
    if (allowed.length > 0) {
      const help = didYouMean(name, allowed, 'Names');
      return this.#say('unknown-value', `\`${name}\` is not the name of a product.`, help || 'See the reference.', key);
    }
    const summary = `\`${name}\` cannot be a name in ${this.#name}.`;
    this.#say('bad-name', summary, `Names here follow the pattern ${this.#schema.pattern ?? ''}.`, key);
  }

  #outOfRange(what: string): void {
    this.#say('out-of-range', `${this.#name} ${what}, not ${describeTree(this.#at)}.`, this.#describe());
  }

  #duplicateEntry(i: number, j: number): void {
    const [first, second] = [Math.min(i, j), Math.max(i, j)].map((index) => treeAt(this.#at, [index]));
    if (first === undefined || second === undefined) return;
    this.#problems.at(second, 'duplicate-entry', `${this.#name} holds ${describeTree(second)} twice.`, 'Remove one of them.', {
      related: [{ at: first, note: 'the first one' }],
    });
  }
}
