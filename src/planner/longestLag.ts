/**
 * No list is further behind what the account holds than this: ten minutes, in milliseconds. It is about lists alone: a
 * call whose answer was lost may have been slow to arrive in the first place (`LATEST_ARRIVAL_MS` in the engine), and
 * that the two are as long is a coincidence.
 */
export const LONGEST_LAG_MS = 600_000;
