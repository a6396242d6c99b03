import { mistake, parsed, splitPairs, unknownWord, type Parsed } from './parsed.ts';

/** What a fault does to a call; `stale` shows a list as of before the last write, `delay` answers late. */
export type FaultAction = 'refuse' | '500' | '502' | '429' | 'reset' | 'hang' | 'truncate' | 'html' | 'stale' | 'delay';

/** Every action, in the order in which help lists them. */
export const FAULT_ACTIONS: readonly FaultAction[] = [
  'refuse',
  '500',
  '502',
  '429',
  'reset',
  'hang',
  'truncate',
  'html',
  'stale',
  'delay',
];

/** When and how calls go wrong. Calls that match are counted per rule, from 1. */
export interface FaultRule {
  /** The endpoint's name with `*` for any text: `im/key/create`, `ipl/*`, `*`. */
  readonly endpoint: string;
  readonly method?: string;
  /** Only calls that change the account, or only calls that do not. */
  readonly calls?: 'reads' | 'writes';
  readonly do: FaultAction;
  /** Before the effect: nothing was done. After: done, and the answer is lost or wrong. */
  readonly when: 'before' | 'after';
  /** The first matching call that it strikes. */
  readonly nth?: number;
  /** How many calls it strikes; absent: one with `nth`, else all. */
  readonly count?: number;
  /** From 0 to 1, by the emulator's seed. */
  readonly probability?: number;
  /** Seconds, for the Retry-After header. */
  readonly retryAfter?: number;
  /** Milliseconds, for `delay`. */
  readonly delayMs?: number;
  /** The text of a refusal. */
  readonly message?: string;
}

const SETTINGS = [
  'endpoint',
  'method',
  'calls',
  'do',
  'when',
  'nth',
  'count',
  'probability',
  'retry-after',
  'delay',
  'message',
] as const;

/** What a rule is written with. */
export type FaultSetting = (typeof SETTINGS)[number];

/** Actions that need an answer to spoil, so that the effect has always taken place. */
const AFTER_ONLY: readonly FaultAction[] = ['truncate', 'stale', 'delay'];

/** Reads one `--fault`, for example `endpoint=im/key/create,nth=2,when=after,do=reset`. */
export function parseFaultRule(text: string): Parsed<FaultRule> {
  const given = new Map(splitPairs(text));
  for (const name of given.keys()) {
    if (!(SETTINGS as readonly string[]).includes(name))
      return unknownWord('bad-fault', 'fault setting', name, SETTINGS);
  }
  const asked = given.get('do');
  if (asked === undefined) {
    return mistake('bad-fault', 'the fault does not say what to do', `Add do=…: ${FAULT_ACTIONS.join(', ')}.`);
  }
  const action = FAULT_ACTIONS.find((known) => known === asked);
  if (action === undefined) return unknownWord('bad-fault', 'fault', asked, FAULT_ACTIONS);
  const afterOnly = AFTER_ONLY.includes(action);
  const when = given.get('when') ?? (afterOnly ? 'after' : 'before');
  if (when !== 'before' && when !== 'after') return unknownWord('bad-fault', 'moment', when, ['before', 'after']);
  if (afterOnly && when === 'before') {
    return mistake(
      'bad-fault',
      `do=${action} spoils an answer, so it cannot come before the effect`,
      'Leave when= out.',
    );
  }
  const calls = given.get('calls');
  if (calls !== undefined && calls !== 'reads' && calls !== 'writes') {
    return unknownWord('bad-fault', 'kind of calls', calls, ['reads', 'writes']);
  }
  const numbers = parseNumbers(given);
  if (!numbers.ok) return numbers;
  const method = given.get('method');
  const message = given.get('message');
  return parsed({
    endpoint: given.get('endpoint') ?? '*',
    do: action,
    when,
    ...numbers.value,
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(calls === undefined ? {} : { calls }),
    ...(message === undefined ? {} : { message }),
  });
}

type Numbers = Pick<FaultRule, 'nth' | 'count' | 'probability' | 'retryAfter' | 'delayMs'>;

const NUMBER_SETTINGS = [
  { name: 'nth', field: 'nth', min: 1, max: 1e9, whole: true },
  { name: 'count', field: 'count', min: 1, max: 1e9, whole: true },
  { name: 'probability', field: 'probability', min: 0, max: 1, whole: false },
  { name: 'retry-after', field: 'retryAfter', min: 0, max: 86_400, whole: true },
  { name: 'delay', field: 'delayMs', min: 0, max: 3_600_000, whole: true },
] as const;

function parseNumbers(given: ReadonlyMap<string, string>): Parsed<Numbers> {
  const numbers: { -readonly [Field in keyof Numbers]: Numbers[Field] } = {};
  for (const { name, field, min, max, whole } of NUMBER_SETTINGS) {
    const text = given.get(name);
    if (text === undefined) continue;
    const value = Number(text);
    const fits = text !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!fits) {
      const what = whole ? 'a whole number' : 'a number';
      return mistake('bad-fault', `\`${name}=${text}\` is out of range`, `Write ${what} from ${min} to ${max}.`);
    }
    numbers[field] = value;
  }
  return parsed(numbers);
}
