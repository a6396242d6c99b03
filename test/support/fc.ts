import * as fc from 'fast-check';
import { vi } from 'vitest';

/**
 * How many times as many examples as usual are tried, each time others: `FUZZ=50 npm run test:fuzz`. Without it the
 * examples are the same in every run, so that a change is judged by what it changed.
 */
export const fuzz = Number(process.env.FUZZ ?? 1);

fc.configureGlobal({ numRuns: 100 * fuzz, ...(process.env.FUZZ === undefined && { seed: 1 }) });
vi.setConfig({ testTimeout: 240_000 * fuzz });

export { fc };
