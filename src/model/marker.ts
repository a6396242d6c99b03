/** What clnform adds to a note to find its own object again: ` [clnform:web-eu#k3f9]` (PROTOCOL.md, "Marker"). */
export interface SplitNote {
  readonly note: string;
  /** The whole marker, brackets included, without the space before it. */
  readonly marker?: string;
  readonly tag?: string;
}

const MARKER = /(?:^| )\[clnform:([^\]#\s]{0,24})#([a-z0-9]{4,16})\]$/u;
const NAME_MAX = 24;

/** The longest suffix that `joinNote` adds for this name: a note must leave that many characters free. */
export function markerLength(name: string): number {
  return ' [clnform:'.length + Math.min(name.length, NAME_MAX) + '#'.length + 8 + ']'.length;
}

export function makeTag(random: () => number): string {
  let tag = '';
  while (tag.length < 8) tag += Math.floor(random() * 36).toString(36);
  return tag;
}

export function makeMarker(name: string, tag: string): string {
  return `[clnform:${name.slice(0, NAME_MAX)}#${tag}]`;
}

export function joinNote(note: string, marker: string | undefined): string {
  if (marker === undefined) return note;
  return note === '' ? marker : `${note} ${marker}`;
}

export function splitNote(text: string): SplitNote {
  const found = MARKER.exec(text);
  if (found?.[2] === undefined) return { note: text };
  return { note: text.slice(0, found.index), tag: found[2], marker: found[0].trimStart() };
}

interface Marked {
  readonly marker?: string;
  readonly tag?: string;
}

/** A marker without its tag: the beginning of the name that it was made for. Equal to `makeMarker(name, '')`. */
export function withoutTag({ marker, tag }: Marked): string | undefined {
  return marker === undefined || tag === undefined ? undefined : marker.replace(`#${tag}]`, '#]');
}

/** Whether clnform made the object for a resource of this name, as far as the beginning of a long name tells. */
export function bearsName(live: Marked, name: string): boolean {
  return withoutTag(live) === makeMarker(name, '');
}
