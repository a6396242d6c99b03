import { test } from 'vitest';

/**
 * A test that needs a program of the system. Where the project is judged (CI) it fails without it; on a developer's
 * machine that has none, it says so in its name.
 */
export function testWith(missing: string | undefined): typeof test.skip {
  if (missing === undefined) return test;
  if (process.env.CI === undefined) return test.skip;
  throw new Error(missing);
}
