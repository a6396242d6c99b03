import { readFileSync } from 'node:fs';

/** What a kind has to agree with in `schemas/<type>.json`. */
export interface BlockSchema {
  readonly section: string;
  /** The fields that `ignore` may name. */
  readonly ignorable: readonly string[];
}

/** Undefined: no such file, the kind is not declared by itself. */
export function schemaOf(type: string): BlockSchema | undefined {
  const file = new URL(`../../../schemas/${type}.json`, import.meta.url);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const schema = JSON.parse(text) as { 'x-section': string };
  return { section: schema['x-section'], ignorable: ignorable(schema) };
}

/** The `enum` of `ignore`, wherever in the schema the block's properties stand. */
function ignorable(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { ignore } = schema as { ignore?: { items?: { enum?: readonly string[] } } };
  return ignore?.items?.enum ?? Object.values(schema).flatMap(ignorable);
}
