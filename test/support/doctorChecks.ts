import { expect } from 'vitest';
import type { Ended } from './builtCli.ts';

interface Found {
  readonly id: string;
  readonly status: string;
  readonly detail: string;
  readonly help?: string;
}

/** The checks of `doctor --format json`, by their ids, of which each is there once. */
export function checksById({ stdout }: Ended): Readonly<Record<string, Found>> {
  const { checks } = JSON.parse(stdout) as { checks: readonly Found[] };
  const byId = Object.fromEntries(checks.map((check) => [check.id, check]));
  expect(Object.keys(byId)).toHaveLength(checks.length);
  return byId;
}
