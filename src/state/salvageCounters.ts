import type { State } from '../model/state.ts';

/** The largest that is believed: a counter grows by a few each run, and garbage may say anything. */
const LARGEST = 1_000_000_000;

/**
 * The counters that a state file which cannot be read seems to have come to: serial, and number of the last intent. Neither
 * may be given out again by the state that takes its place, as far as anyone can tell. 0 where it says nothing; `named`: the
 * serial in the name of a journal.
 */
export function salvageCounters(bytes: Buffer, named = 0): Pick<State, 'serial' | 'seq'> {
  const text = bytes.toString('latin1');
  return { serial: highest(text, 'serial', named <= LARGEST ? named : 0), seq: highest(text, 'seq', 0) };
}

function highest(text: string, name: string, least: number): number {
  let found = least;
  for (const [, digits] of text.matchAll(new RegExp(`"${name}"\\s{0,8}:\\s{0,8}(\\d{1,10})(?!\\d)`, 'gu'))) {
    const value = Number(digits);
    if (value <= LARGEST && value > found) found = value;
  }
  return found;
}
