import type { ValidationError } from './validating.ts';

/** A validator's error with its path taken apart; `alternatives` when no branch of an `anyOf` takes values of this type. */
export interface SchemaError {
  readonly path: readonly string[];
  readonly error: ValidationError;
  readonly alternatives?: readonly string[];
}

/**
 * A validator reports every branch of an `anyOf` that failed. Of these only the branch that was meant is worth telling:
 * the one that takes values of the type that was written.
 */
export function relevantErrors(errors: readonly ValidationError[]): readonly SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    // Said again by the error inside.
    if (error.keyword === 'propertyNames') continue;
    if (error.keyword !== 'anyOf') {
      kept.push({ path: pathOf(error.instancePath), error });
      continue;
    }
    // The errors of the branches come right before the one of the anyOf.
    const inside: SchemaError[] = [];
    for (let last = kept.at(-1); last !== undefined && isInside(last.error, error); last = kept.at(-1)) {
      inside.unshift(last);
      kept.pop();
    }
    kept.push(...meantBranch(error, inside));
  }
  // A value of the wrong type also breaks every other rule of its field.
  const mistyped = new Set(kept.filter(({ error }) => error.keyword === 'type').map(({ error }) => error.instancePath));
  return kept.filter(({ error }) => error.keyword === 'type' || !mistyped.has(error.instancePath));
}

function isInside(inner: ValidationError, outer: ValidationError): boolean {
  return inner.schemaPath.startsWith(`${outer.schemaPath}/`) && inner.instancePath.startsWith(outer.instancePath);
}

function meantBranch(outer: ValidationError, inside: readonly SchemaError[]): readonly SchemaError[] {
  const byBranch = new Map<string, SchemaError[]>();
  for (const found of inside) {
    const branch = found.error.schemaPath.slice(outer.schemaPath.length + 1).split('/', 1)[0] ?? '';
    byBranch.set(branch, [...(byBranch.get(branch) ?? []), found]);
  }
  const fitting = [...byBranch.values()].filter((branch) => !branch.some(({ error }) => wrongType(error, outer)));
  const [first] = fitting.toSorted((a, b) => a.length - b.length);
  if (first !== undefined) return first;
  const alternatives = inside
    .filter(({ error }) => wrongType(error, outer))
    .map(({ error }) => String(error.params.type));
  return [{ path: pathOf(outer.instancePath), error: outer, alternatives: [...new Set(alternatives)] }];
}

function wrongType(error: ValidationError, outer: ValidationError): boolean {
  return error.keyword === 'type' && error.instancePath === outer.instancePath;
}

/** A JSON pointer, taken apart. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
