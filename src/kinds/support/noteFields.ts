import type { Live } from '../../model/live.ts';
import { splitNote } from '../../model/marker.ts';

/** A note as the service keeps it, taken apart into what people wrote and what clnform added. */
export interface NoteFields extends Pick<Live, 'marker' | 'tag'> {
  readonly note: string;
}

/** For kinds with a marker: members absent when the text carries none. */
export function noteFields(text: string): NoteFields {
  const { note, marker, tag } = splitNote(text);
  return {
    note,
    ...(marker === undefined ? {} : { marker }),
    ...(tag === undefined ? {} : { tag }),
  };
}
