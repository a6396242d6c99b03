import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from './jsonSchema.ts';
import { MANIFEST_SCHEMA } from './schemas.gen.ts';

export const ROOT: JsonSchema = MANIFEST_SCHEMA;

/** The top-level keys that hold blocks, each with the type of its kind, in the order of the schema. */
export const SECTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries(ROOT.properties ?? {}).flatMap(([name, schema]) =>
    schema['x-type'] === undefined ? [] : [[name, schema['x-type']] as const],
  ),
);

/** Everything of one file but what is inside its blocks; nothing is required, since several files may share the work. */
export const TOP: JsonSchema = {
  ...ROOT,
  required: [],
  properties: Object.fromEntries(
    Object.entries(ROOT.properties ?? {}).map(([name, schema]) => [
      name,
      schema['x-type'] === undefined ? schema : { ...schema, additionalProperties: true },
    ]),
  ),
};

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, logger: false });
ajv.addVocabulary(['x-type']);

/** Compiled when first needed: a run that declares one kind pays for one. */
const compiled = new Map<JsonSchema, ValidateFunction>();

/** The errors of a value, as the validator names them; empty when there are none. */
export function validate(schema: JsonSchema, value: unknown): readonly ErrorObject[] {
  let check = compiled.get(schema);
  if (check === undefined) {
    check = ajv.compile(schema);
    compiled.set(schema, check);
  }
  return check(value) ? [] : (check.errors ?? []);
}

/** The schema of one block of the kind. */
export function blockSchema(type: string): JsonSchema {
  const schema = ROOT.$defs?.[type];
  if (schema === undefined) throw new Error(`there is no schema for the kind ${type}`);
  return schema;
}
