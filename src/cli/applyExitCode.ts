import type { ApplySummary } from '../model/event.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';

/**
 * What an apply ends with. `stepsWithEffect` counts single steps that were done, for half a replacement is done work too,
 * or that may have been done: their outcome is unknown, or could not be recorded.
 */
export function applyExitCode(summary: ApplySummary, stepsWithEffect: number): ExitCode {
  // A Ctrl-C that came when nothing was left to do stopped nothing.
  const left = summary.failed + summary.unknown + summary.skipped;
  if (summary.interrupted && left > 0) return EXIT.interrupted;
  if (summary.unknown > 0) return EXIT.unknown;
  if (summary.doubled > 0) return EXIT.partial;
  if (summary.failed === 0 && summary.skipped === 0) return EXIT.ok;
  // What was found again was done by a step that had to be told as failed.
  const someDone = stepsWithEffect > 0 || Object.values(summary.done).some((count) => count > 0);
  return someDone ? EXIT.partial : EXIT.error;
}
