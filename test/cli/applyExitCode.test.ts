import { describe, expect, it } from 'vitest';
import { applyExitCode } from '../../src/cli/applyExitCode.ts';

const CLEAN = {
  done: { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 },
  ...{ failed: 0, unknown: 0, skipped: 0, kept: 0, halfReplaced: 0, doubled: 0, interrupted: false },
};

describe('the exit code of an apply', () => {
  it.each([
    { reason: 'all done', summary: {}, steps: 9, code: 0 },
    { reason: 'nothing to do', summary: {}, steps: 0, code: 0 },
    { reason: 'one failed, others done', summary: { failed: 1 }, steps: 3, code: 3 },
    { reason: 'one skipped, others done', summary: { skipped: 1 }, steps: 1, code: 3 },
    { reason: 'one failed, and may have been carried out', summary: { failed: 1 }, steps: 1, code: 3 },
    { reason: 'all failed', summary: { failed: 2, skipped: 4 }, steps: 0, code: 1 },
    { reason: 'unknown outweighs failed', summary: { failed: 1, unknown: 1 }, steps: 3, code: 4 },
    { reason: 'unknown and nothing done', summary: { unknown: 1 }, steps: 0, code: 4 },
    { reason: 'something was bought twice, everything else done', summary: { doubled: 1 }, steps: 3, code: 3 },
    { reason: 'unknown outweighs bought twice', summary: { doubled: 1, unknown: 1 }, steps: 3, code: 4 },
    {
      reason: 'one failed, and one that was found again is done',
      summary: { failed: 1, done: { ...CLEAN.done, create: 1 } },
      steps: 0,
      code: 3,
    },
    {
      reason: 'interrupted outweighs all',
      summary: { interrupted: true, unknown: 1, skipped: 2 },
      steps: 3,
      code: 130,
    },
  ])('$reason', ({ summary, steps, code }) => {
    expect(applyExitCode({ ...CLEAN, ...summary }, steps)).toBe(code);
  });
});
