import type { ApplySummary } from '../model/event.ts';
import { EXIT } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';

/** What an apply ends with. `stepsDone` counts single steps: half a replacement is done work too. */
export function applyExitCode(summary: ApplySummary, stepsDone: number): ExitCode {
  if (summary.interrupted) return EXIT.interrupted;
  if (summary.unknown > 0) return EXIT.unknown;
  if (summary.failed === 0 && summary.skipped === 0) return EXIT.ok;
  return stepsDone > 0 ? EXIT.partial : EXIT.error;
}
