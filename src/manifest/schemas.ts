import { BASELINE_SCHEMA } from './baselineSchema.gen.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { MANIFEST_SCHEMA } from './schemas.gen.ts';
import type { ValidationError, Validator } from './validating.ts';
import * as validators from './validators.gen.ts';

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

const byName = validators as unknown as Readonly<Record<string, Validator | undefined>>;

/** By their schemas; the names are those that `.build/generate/validators.mjs` gives them. */
const bySchema = new Map<JsonSchema, Validator | undefined>([
  [TOP, byName.manifest],
  [BASELINE_SCHEMA, byName.baseline],
  ...Object.entries(ROOT.$defs ?? {}).map(([type, schema]) => [schema, byName[type]] as const),
]);

/** The errors of a value, as the validator names them; empty when there are none. */
export function validate(schema: JsonSchema, value: unknown): readonly ValidationError[] {
  const check = bySchema.get(schema);
  if (check === undefined) throw new Error('there is no validator for this schema: run `npm run generate`');
  return check(value) ? [] : (check.errors ?? []);
}

/** The schema of one block of the kind. */
export function blockSchema(type: string): JsonSchema {
  const schema = ROOT.$defs?.[type];
  if (schema === undefined) throw new Error(`there is no schema for the kind ${type}`);
  return schema;
}
