import { mistake, parsed, splitPairs, unknownWord, type Parsed } from './parsed.ts';

/** How long lists go on showing an earlier state after a write: for `ms`, or until `calls` further calls were made. */
export interface Lag {
  readonly ms: number;
  readonly calls: number;
}

/** The answers that FACTS.md leaves open, each as a switch. */
export interface Shape {
  /** `limit`, `usageLimit`, `servers`, `id` as JSON numbers or as decimal strings. */
  readonly numbers: 'int' | 'string';
  /** `v2/*` and `cl/awp` as documented, or inside the v1 envelope. */
  readonly v2: 'bare' | 'wrapped';
  /** Whether Imunify keys show `type` and `note`. */
  readonly notes: 'on' | 'off';
  /** HTTP status of a refusal. */
  readonly refusals: 200 | 400 | 403;
  /** Lists in the order of creation, or shuffled anew for every call. */
  readonly order: 'stable' | 'shuffled';
  /** An empty note as null (`null`) or left out (`absent`); `number`: null, and a note of digits as a JSON number. */
  readonly descriptions: 'null' | 'absent' | 'number';
  readonly lag: Lag;
}

/** The 2024 text as printed, with numbers as numbers and the notes of newer answers. */
export const DEFAULT_SHAPE: Shape = {
  numbers: 'int',
  v2: 'bare',
  notes: 'on',
  refusals: 200,
  order: 'stable',
  descriptions: 'null',
  lag: { ms: 0, calls: 0 },
};

const SWITCHES = {
  numbers: ['int', 'string'],
  v2: ['bare', 'wrapped'],
  notes: ['on', 'off'],
  refusals: ['200', '400', '403'],
  order: ['stable', 'shuffled'],
  descriptions: ['null', 'absent', 'number'],
} as const satisfies Record<Exclude<keyof Shape, 'lag'>, readonly string[]>;

const STATUS = { '200': 200, '400': 400, '403': 403 } as const;

/** Reads `--shape`, for example `numbers=string,v2=wrapped,lag=500ms`; what is not named keeps its default. */
export function parseShape(text: string): Parsed<Shape> {
  const given = new Map(splitPairs(text));
  for (const [name, value] of given) {
    if (name === 'lag') continue;
    if (!isSwitch(name)) return unknownWord('bad-shape', 'shape', name, [...Object.keys(SWITCHES), 'lag']);
    const known: readonly string[] = SWITCHES[name];
    if (!known.includes(value)) return unknownWord('bad-shape', `value of shape \`${name}\``, value, known);
  }
  const asked = given.get('lag');
  const lag = asked === undefined ? DEFAULT_SHAPE.lag : parseLag(asked);
  if (lag === undefined) {
    return mistake('bad-shape', `\`lag=${asked}\` is not a lag`, 'Write lag=500ms, lag=2s or lag=3calls.');
  }
  return parsed({
    numbers: chosenValue(SWITCHES.numbers, given.get('numbers')) ?? DEFAULT_SHAPE.numbers,
    v2: chosenValue(SWITCHES.v2, given.get('v2')) ?? DEFAULT_SHAPE.v2,
    notes: chosenValue(SWITCHES.notes, given.get('notes')) ?? DEFAULT_SHAPE.notes,
    refusals: STATUS[chosenValue(SWITCHES.refusals, given.get('refusals')) ?? '200'],
    order: chosenValue(SWITCHES.order, given.get('order')) ?? DEFAULT_SHAPE.order,
    descriptions: chosenValue(SWITCHES.descriptions, given.get('descriptions')) ?? DEFAULT_SHAPE.descriptions,
    lag,
  });
}

function isSwitch(name: string): name is keyof typeof SWITCHES {
  return Object.hasOwn(SWITCHES, name);
}

function chosenValue<T extends string>(values: readonly T[], given: string | undefined): T | undefined {
  return values.find((value) => value === given);
}

function parseLag(text: string): Lag | undefined {
  const [, digits, unit] = /^(\d{1,9})(ms|s|calls?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (unit === 'ms') return { ms: Number(digits), calls: 0 };
  if (unit === 's') return { ms: Number(digits) * 1000, calls: 0 };
  return { ms: 0, calls: Number(digits) };
}
