/**
 * Milliseconds since 1970 UTC of a date as the service prints it, or undefined when it is none: `2014-04-30T11:26-0400`
 * ("Date/time formatting") or, in ELS check-ins, `2022-09-05 14:22:23.781372`, which names no zone and is taken as UTC.
 */
export function timestamp(text: string): number | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [whole(match[1]), whole(match[2]), whole(match[3])];
  const [hour, minute, second] = [whole(match[4]), whole(match[5]), whole(match[6])];
  const millis = match[7] === undefined ? 0 : Number(match[7].slice(0, 3).padEnd(3, '0'));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  // Date.UTC carries the 31st of April over into May; the service never means that.
  const back = new Date(local);
  const real = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? local - offset(match[8] ?? 'Z') : undefined;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/;

function offset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The seconds may be absent. */
function whole(part: string | undefined): number {
  return Number(part ?? 0);
}
