/** How long the tests of this folder go on: `npm run test:kill` sets KILL_ROUNDS, and `npm test` leaves it out. */
export interface Rounds {
  /** Long rounds leave out nothing; the short one takes samples. */
  readonly long: boolean;
  /** Applies that are killed at a random moment. */
  readonly kills: number;
  /** Every so many system calls are tried: `KILL_STRIDE`, else each in a long round. */
  readonly stride: number;
  readonly thefts: number;
  readonly races: number;
  readonly replays: number;
  /** The first seed; each further round takes the next. `KILL_SEED=n` replays one, alone. */
  readonly seed: number;
}

const SHORT = 3;

export function rounds(): Rounds {
  const { KILL_ROUNDS, KILL_SEED, KILL_STRIDE } = process.env;
  const kills = KILL_SEED === undefined ? Number(KILL_ROUNDS ?? SHORT) : 1;
  const seed = Number(KILL_SEED ?? 1);
  if (!(Number.isInteger(kills) && kills > 0 && Number.isInteger(seed)))
    throw new Error('KILL_ROUNDS and KILL_SEED are whole numbers');
  const long = kills >= 100;
  const of = (few: number, many: number): number => (KILL_SEED !== undefined ? 1 : long ? many : few);
  return {
    long,
    kills,
    stride: Number(KILL_STRIDE ?? (long ? 1 : 211)),
    thefts: of(2, 50),
    races: of(2, 200),
    replays: of(1, 50),
    seed,
  };
}

/** The command that plays one round again. */
export function replay(file: string, seed: number): string {
  return `replay: KILL_SEED=${seed} npx vitest run test/kill/${file}`;
}
