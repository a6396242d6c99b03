import { test } from 'vitest';

/**
 * A test that needs a program of the system. Where the project is judged (CI) its file fails without it, with the
 * reason; a developer's machine that has none leaves the test out.
 */
export function testWith(missing: string | undefined): typeof test.skip {
  if (missing === undefined) return test;
  if (process.env.CI === undefined) return test.skip;
  throw new Error(missing);
}
