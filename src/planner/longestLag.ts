/**
 * No list is further behind what the account holds than this: ten minutes, in milliseconds. It is about lists alone: a
 * call whose answer was lost may still be on its way, however fresh the list is, and how long that can take is
 * `LATEST_ARRIVAL_MS` of the engine. Nothing ties the two to one length.
 */
export const LONGEST_LAG_MS = 600_000;
