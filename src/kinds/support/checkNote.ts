import { markerLength } from '../../model/marker.ts';
import type { ExpandTools } from '../../model/section.ts';
import { checkReserved } from './checkReserved.ts';

/**
 * Reports what is wrong with a note that a marker rides in: `reserved-note`, and `note-too-long` when a note, with the
 * marker that clnform would add, exceeds what the service keeps. Characters are UTF-16 units: never fewer than the
 * service counts, whatever it counts.
 */
export function checkNote(tools: ExpandTools, name: string, note: string | undefined, maxLength: number): void {
  checkReserved(tools, note);
  if (note === undefined) return;
  const room = maxLength - (tools.markers ? markerLength(name) : 0);
  if (note.length <= room) return;
  tools.report({
    severity: 'error',
    code: 'note-too-long',
    summary: `The note has ${note.length} characters; ${room} fit${tools.markers ? ' beside the marker that clnform adds' : ''}.`,
    help: tools.markers
      ? `Shorten it to ${room} characters, or give up markers with "markers: off".`
      : `Shorten it to ${room} characters.`,
    at: ['note'],
  });
}
