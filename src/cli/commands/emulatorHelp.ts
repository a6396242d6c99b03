import type { FaultAction, FaultSetting } from '../../emulator/faults.ts';
import type { Shape } from '../../emulator/shapes.ts';

const SETTINGS: Readonly<Record<FaultSetting, string>> = {
  do: 'what goes wrong, see below; the only setting that must be there',
  endpoint: 'which calls, `*` for any text: im/key/create, ipl/*, * (default: *)',
  method: 'only calls of this HTTP method, such as POST',
  calls: 'only reads, or only writes',
  when: 'before the call takes effect (nothing was done), or after it (done, and the answer is spoilt)',
  nth: 'the first call that it strikes, of those that match, counted from 1',
  count: 'how many it strikes (default: one with nth, else all)',
  probability: 'strikes with this chance, 0 to 1, by --random-seed',
  message: 'the text of a refusal; no commas',
  'retry-after': 'seconds, for that header of the answer',
  delay: 'milliseconds, for do=delay (default: 1000)',
};

const ACTIONS: Readonly<Record<FaultAction, string>> = {
  refuse: 'success:false, with message=',
  '500': 'an error of the service',
  '502': 'an error page of a proxy',
  '429': 'too many requests; see retry-after=',
  reset: 'the connection is reset',
  hang: 'no answer ever comes',
  truncate: 'the answer is cut in half (after only)',
  html: 'a page of maintenance in place of the answer',
  stale: 'a list as of before the last write (after only)',
  delay: 'the right answer, late (after only)',
};

const SHAPES: Readonly<Record<keyof Shape, string>> = {
  numbers: 'int | string            limits, counts and ids as JSON numbers or as texts of digits',
  v2: 'bare | wrapped          v2/* and cl/awp as documented, or in the envelope of the rest',
  notes: 'on | off                whether the list of Imunify keys shows type and note',
  refusals: '200 | 400 | 403         the HTTP status of a refusal',
  order: 'stable | shuffled       lists in order of creation, or in another one each time',
  descriptions: 'null | absent | number  how an empty note, or one of digits, is shown',
  lag: '500ms | 2s | 3calls     how long lists show what was before a write',
};

/** The grammar of `--fault` and `--shape`, at the end of the help. */
export const EMULATOR_HELP = `

A fault is SETTING=VALUE,… ; with several, the first that matches a call strikes:
${table(SETTINGS)}

do=
${table(ACTIONS)}

A shape is NAME=VALUE,… ; the first value is the default, of lag: none:
${table(SHAPES)}

While it runs, beside the API: GET _emulator/ledger (every call), GET _emulator/dump (what --seed reads), POST
_emulator/change (a person in the console) and POST _emulator/faults {"clear": true, "add": ["do=502,nth=1"]}.

The first line on stdout is the API root. SIGTERM or Ctrl-C ends it.`;

function table(entries: Readonly<Record<string, string>>): string {
  const names = Object.keys(entries).sort((a, b) => Number(/^\d/u.test(a)) - Number(/^\d/u.test(b)));
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${entries[name] ?? ''}`).join('\n');
}
