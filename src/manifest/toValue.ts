import { branches } from './jsonSchema.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { readPlainScalar } from './plainScalar.ts';
import { ROOT } from './schemas.ts';
import type { Tree, TreeScalar } from './tree.ts';

/**
 * The plain value of a tree. Text that is one whole `${env:…}` becomes a number or a boolean where the schema takes one
 * and the text reads as one; everything else stays what it was written as.
 */
export function toValue(tree: Tree, schema: JsonSchema): unknown {
  const ways = branches(schema, ROOT);
  switch (tree.kind) {
    case 'scalar':
      return scalarValue(tree, ways);
    case 'list': {
      const items = pick(ways, (way) => way.items);
      return tree.items.map((item) => toValue(item, items));
    }
    case 'table': {
      // A plain object is safe: the reader refuses `__proto__` and its kin.
      const value: Record<string, unknown> = {};
      for (const [name, entry] of tree.entries) {
        const field = pick(ways, (way) => {
          const rest = typeof way.additionalProperties === 'object' ? way.additionalProperties : undefined;
          return way.properties?.[name] ?? rest;
        });
        value[name] = toValue(entry.value, field);
      }
      return value;
    }
    default:
      return tree satisfies never;
  }
}

function scalarValue(tree: TreeScalar, ways: readonly JsonSchema[]): unknown {
  const types = new Set(ways.map((way) => way.type));
  const value = tree.typed ? reread(String(tree.value), types) : tree.value;
  const written = tree.typed ? String(tree.value) : tree.shown;
  // JSON Schema takes 5.0 for an integer; a person who writes a point means something else than a count.
  if (typeof value === 'number' && written.includes('.') && !types.has('number')) return written;
  return value;
}

function reread(text: string, types: ReadonlySet<string | undefined>): unknown {
  const read = readPlainScalar(text);
  if (!('value' in read)) return text;
  if (typeof read.value === 'boolean' && types.has('boolean')) return read.value;
  if (typeof read.value === 'number' && (types.has('number') || types.has('integer'))) return read.value;
  return text;
}

function pick(ways: readonly JsonSchema[], step: (way: JsonSchema) => JsonSchema | undefined): JsonSchema {
  const found = ways.map(step).filter((schema) => schema !== undefined);
  return found.length === 1 ? (found[0] ?? {}) : { anyOf: found };
}
