import { splitNote } from '../../model/marker.ts';
import type { ExpandTools } from '../../model/section.ts';

/**
 * Reports `reserved-note` when a declared note ends as clnform's own marker does. Read back, that end would be taken
 * for the marker of another object, whether this manifest has markers or not.
 */
export function checkReserved(tools: ExpandTools, note: string | undefined): void {
  if (note === undefined || splitNote(note).marker === undefined) return;
  tools.report({
    severity: 'error',
    code: 'reserved-note',
    summary: "The text at the note's end is clnform's own marker.",
    help: 'Take the part in square brackets out: clnform adds and hides its markers by itself.',
    at: ['note'],
  });
}
