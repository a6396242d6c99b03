import type { JsonSchema } from './jsonSchema.ts';
import type { Tree } from './tree.ts';

/** A schema type in plain words. */
export function describeType(type: string): string {
  return TYPES[type] ?? type;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** What stands there, as written: the name of a variable, never its content. */
export function describeTree(tree: Tree): string {
  switch (tree.kind) {
    case 'table':
      return 'a mapping';
    case 'list':
      return 'a list';
    case 'scalar':
      if (tree.value === null) return 'nothing';
      if (typeof tree.value !== 'string' || tree.shown.includes('${')) return `\`${tree.shown}\``;
      return `the text "${tree.shown}"`;
    default:
      return tree satisfies never;
  }
}

/** `` `limit` of `imunify_keys.web` ``; the top level has no label. */
export function fieldName(path: readonly string[], label: string | undefined): string {
  const field = path
    .map((step, index) => (/^[0-9]+$/u.test(step) && index > 0 ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
  if (field === '') return label === undefined ? 'A manifest' : `\`${label}\``;
  return label === undefined ? `\`${field}\`` : `\`${field}\` of \`${label}\``;
}

/** The description of a field, with an example: what there is to say to someone who got it wrong. */
export function describeSchema(schema: JsonSchema): string {
  const example = schema.examples?.[0];
  const shown = example === undefined ? '' : `For example: ${JSON.stringify(example)}.`;
  return [schema.description ?? '', shown].filter((part) => part !== '').join(' ') || 'Correct the value.';
}
