import { looksLikeSavedPlan } from '../state/savedPlanText.ts';

/** What a file of clnform's that begins so is, in words that follow "is"; undefined where it is none. */
export function fileKind(beginning: string): string | undefined {
  if (looksLikeSavedPlan(beginning)) return 'a saved plan';
  if (/^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"lineage"/u.test(beginning)) return 'a state';
  if (/^[0-9a-f]{32} \{"version":/u.test(beginning)) return 'the journal of a state';
  if (/^entries\s*:/mu.test(beginning)) return 'a drift baseline';
  if (/^account\s*:/mu.test(beginning)) return 'a manifest';
  if (/^version\s*:/mu.test(beginning)) return 'a manifest or a baseline';
  return undefined;
}
