import { explainError } from './explainError.ts';
import type { JsonSchema } from './jsonSchema.ts';
import type { Problems, Spot } from './problems.ts';
import { relevantErrors } from './relevantErrors.ts';
import { validate } from './schemas.ts';
import { toValue } from './toValue.ts';
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
  for (const found of relevantErrors(validate(subject.schema, value))) {
    const told = explainError(subject, found);
    if (told !== undefined) problems.at(told.at, told.code, told.summary, told.help, told.extras);
  }
  return value;
}
