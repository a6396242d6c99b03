/** The zone in which the service prints; the texts' examples have it too. Four hours behind UTC. */
const ZONE = '-0400';
const ZONE_MS = -4 * 3_600_000;

/** `2014-04-30T11:26-0400`: to the minute, the offset without a colon (2024 text, "Date/time formatting"). */
export function isoMinute(ms: number): string {
  return `${new Date(ms + ZONE_MS).toISOString().slice(0, 16)}${ZONE}`;
}

/** `2022-09-05 14:22:23.781372`: how ELS prints a check-in, UTC without saying so. */
export function elsTimestamp(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000`;
}
