/**
 * Milliseconds since 1970 UTC of a date as the service prints it, or undefined when it is none: `2014-04-30T11:26-0400`
 * ("Date/time formatting") or, in ELS check-ins, `2022-09-05 14:22:23.781372`, which names no zone and is taken as UTC.
 */
export function timestamp(text: string): number | undefined {
  if (!DATE.test(text)) return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute] = [digits(text, 11, 13), digits(text, 14, 16)];
  const second = text[16] === ':' ? digits(text, 17, 19) : 0;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, millis(text)) - offset(text);
}

const DATE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Where a date without seconds ends. */
const END = 16;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOf(month: number, year: number): number {
  // `Date.UTC` takes the year 0 for 1900, which is none.
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || (year % 400 === 0 && year > 0));
  return (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** The number that these digits are: without texts in between, for each of a hundred thousand rows may hold a date. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 0x30;
  return number;
}

function millis(text: string): number {
  const fraction = text[19] === '.' ? /\d+/.exec(text.slice(20))?.[0] : undefined;
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** Of local time from UTC, in milliseconds. */
function offset(text: string): number {
  const sign = Math.max(text.indexOf('+', END), text.indexOf('-', END));
  if (sign < 0) return 0;
  const minutes = digits(text, sign + 1, sign + 3) * 60 + digits(text, text.length - 2, text.length);
  return (text[sign] === '-' ? -minutes : minutes) * 60_000;
}
