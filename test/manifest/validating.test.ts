import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { BASELINE_SCHEMA } from '../../src/manifest/baselineSchema.gen.ts';
import type { JsonSchema } from '../../src/manifest/jsonSchema.ts';
import { ROOT, TOP, validate } from '../../src/manifest/schemas.ts';
import { codePoints, sameJson } from '../../src/manifest/validating.ts';
import type { ValidationError } from '../../src/manifest/validating.ts';
import { fc } from '../support/fc.ts';

describe('the generated validators', () => {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, messages: false, logger: false });
  ajv.addVocabulary(['x-type']);
  const schemas: readonly (readonly [string, JsonSchema])[] = [
    ['top level', TOP],
    ['baseline', BASELINE_SCHEMA],
    ...Object.entries(ROOT.$defs ?? {}),
  ];

  it.each(schemas)('say of any %s what the schema compiled on the spot says', (_, schema) => {
    const compiled = ajv.compile(schema);
    const examples = (schema.examples ?? []).flatMap((example) => mutants(example));
    expect(examples.length).toBeGreaterThan(5);
    const wrong = examples.filter((value) => {
      const expected = compiled(value) ? [] : (compiled.errors as readonly ValidationError[]);
      expect(validate(schema, value).map(told)).toEqual(expected.map(told));
      return expected.length > 0;
    });
    expect(wrong.length).toBeGreaterThan(5);
  });

  it('refuse to judge by a schema that has none', () => {
    expect(() => validate({ type: 'object' }, {})).toThrow('npm run generate');
  });
});

describe('what the validators call', () => {
  it('counts characters as JSON Schema does', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => codePoints(text) === Array.from(text).length));
    // Halves of a pair that stand alone, at either end and in the wrong order.
    for (const text of ['\ud800', '\udc00\ud800', 'a\ud83d\ude00b\ud83d', '\ud83d\ud83d\ude00'])
      expect(codePoints(text)).toBe(Array.from(text).length);
  });

  it('takes two values for the same when their members are, in any order', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, one]) => [name, turned(one)]),
      );
    };
    const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(fc.property(json, (value) => sameJson(value, turned(value))));
    fc.assert(fc.property(json, json, (a, b) => sameJson(a, b) === (canonical(a) === canonical(b))));
    for (const [a, b] of [
      [[], {}],
      [{ a: 1 }, { b: 1 }],
      [[1], [1, 2]],
      [null, {}],
      ['1', 1],
      [{ a: undefined }, { b: undefined }],
    ])
      expect(sameJson(a, b)).toBe(false);
  });
});

/** What is used of an error. The kinds' own schemas are no part of the one for the top level. */
function told({ keyword, instancePath, schemaPath, params, propertyName, parentSchema }: ValidationError): object {
  const schema = { ...(parentSchema as JsonSchema), $defs: undefined };
  return { keyword, instancePath, schemaPath, params, propertyName, schema };
}

/** The value, and the value with each of its parts left out or replaced by something of every type. */
function mutants(value: unknown): readonly unknown[] {
  const others: readonly unknown[] = [
    null,
    true,
    -1,
    1.5,
    1e12,
    '',
    'no such value',
    [],
    [1, 1],
    {},
    { no_such_field: 1 },
  ];
  const deeper: unknown[] = [];
  if (Array.isArray(value)) {
    (value as readonly unknown[]).forEach((item, at, all) =>
      deeper.push(...mutants(item).map((other) => all.with(at, other)), [...all, item]),
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      deeper.push(...mutants(item).map((other) => ({ ...value, [name]: other })));
      deeper.push(Object.fromEntries(Object.entries(value).filter(([one]) => one !== name)));
    }
    deeper.push({ ...value, no_such_field: 1 });
  }
  return [value, ...others, ...deeper];
}

/** JSON with the members of every object in order; -0 is 0, as everywhere in JSON Schema. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
