import type { ApplySummary } from '../model/event.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';

/** What an apply ends with. `stepsDone` counts single steps: half a replacement is done work too. */
export function applyExitCode(summary: ApplySummary, stepsDone: number): ExitCode {
  // A Ctrl-C that came when nothing was left to do stopped nothing.
  const left = summary.failed + summary.unknown + summary.skipped;
  if (summary.interrupted && left > 0) return EXIT.interrupted;
  if (summary.unknown > 0) return EXIT.unknown;
  if (summary.doubled > 0) return EXIT.partial;
  if (summary.failed === 0 && summary.skipped === 0) return EXIT.ok;
  // What was found again was done by a step that had to be told as failed.
  const someDone = stepsDone > 0 || Object.values(summary.done).some((count) => count > 0);
  return someDone ? EXIT.partial : EXIT.error;
}
