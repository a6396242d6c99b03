import { branches } from './jsonSchema.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { readPlainScalar } from './plainScalar.ts';
import { ROOT } from './schemas.ts';
import type { Tree, TreeScalar } from './tree.ts';

/**
 * The plain value of a tree. Text that is one whole `${env:…}` becomes a number or a boolean where the schema takes one
 * and the text reads as one; everything else stays what it was written as. What the schema leaves open is not converted:
 * no one may use it.
 */
export function toValue(tree: Tree, schema: JsonSchema): unknown {
  const ways = waysOf(schema);
  switch (tree.kind) {
    case 'scalar':
      return scalarValue(tree, ways.types);
    case 'list': {
      const items = ways.items;
      return items === undefined ? [] : tree.items.map((item) => toValue(item, items));
    }
    case 'table': {
      // A plain object is safe: the reader refuses `__proto__` and its kin.
      const value: Record<string, unknown> = {};
      for (const [name, entry] of tree.entries) {
        const field = ways.fields.get(name) ?? ways.rest;
        value[name] = field === undefined ? true : toValue(entry.value, field);
      }
      return value;
    }
    default:
      return tree satisfies never;
  }
}

/** All that the branches of a schema say together. */
interface Ways {
  readonly types: ReadonlySet<string | undefined>;
  readonly fields: ReadonlyMap<string, JsonSchema>;
  readonly rest?: JsonSchema;
  readonly items?: JsonSchema;
}

/** Worked out once for each schema: ten thousand blocks follow the same one. */
const known = new WeakMap<JsonSchema, Ways>();

function waysOf(schema: JsonSchema): Ways {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const all = branches(schema, ROOT);
  const names = new Set(all.flatMap((way) => Object.keys(way.properties ?? {})));
  const items = together(all.map((way) => way.items));
  const rest = together(
    all.map(({ additionalProperties }) =>
      typeof additionalProperties === 'object' ? additionalProperties : undefined,
    ),
  );
  const ways: Ways = {
    types: new Set(all.map((way) => way.type)),
    fields: new Map([...names].map((name) => [name, together(all.map((way) => way.properties?.[name])) ?? {}])),
    ...(rest === undefined ? {} : { rest }),
    ...(items === undefined ? {} : { items }),
  };
  known.set(schema, ways);
  return ways;
}

function together(schemas: readonly (JsonSchema | undefined)[]): JsonSchema | undefined {
  const [first, ...others] = schemas.filter((schema) => schema !== undefined);
  return others.length === 0 || first === undefined ? first : { anyOf: [first, ...others] };
}

function scalarValue(tree: TreeScalar, types: Ways['types']): unknown {
  const value = tree.typed ? reread(String(tree.value), types) : tree.value;
  if (typeof value !== 'number' || types.has('number')) return value;
  // JSON Schema takes 5.0 for an integer; a person who writes a point means something else than a count.
  const written = tree.typed ? String(tree.value) : tree.shown;
  return written.includes('.') ? written : value;
}

function reread(text: string, types: Ways['types']): unknown {
  const read = readPlainScalar(text);
  if (!('value' in read)) return text;
  if (typeof read.value === 'boolean' && types.has('boolean')) return read.value;
  if (typeof read.value === 'number' && (types.has('number') || types.has('integer'))) return read.value;
  return text;
}
