import { joinNote } from '../../model/marker.ts';

/** The `note` argument of a create: left out when nothing is declared and no marker is to ride in it. */
export function noteToSend(note: string | undefined, marker: string | undefined): { note?: string } {
  if (note === undefined && marker === undefined) return {};
  return { note: joinNote(note ?? '', marker) };
}
