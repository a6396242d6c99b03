import type { NagiosAnswer } from '../model/api/rows.ts';
import type { Check } from '../model/check.ts';

/** The states that "KernelCare Nagios API" speaks of, in the spellings that a sentence may give them. */
const COUNTED =
  /(\d{1,9})\s+(?:servers?\s+(?:are\s+|is\s+)?)?(up[ -]to[ -]date|out[ -]of[ -]date|unsupported|inactive)\b/gi;

/**
 * The service's sentence as a check. Whatever is not its OK is critical: "Error response will be returned if any server
 * is out of date, unsupported or inactive". The texts document no numbers; those that stand in the sentence are taken.
 */
export function nagiosCheck({ ok, text }: NagiosAnswer): Check {
  const counts = new Map<string, number>();
  for (const [, number, words = ''] of text.matchAll(COUNTED)) {
    const state = words.toLowerCase().replaceAll(' ', '-');
    counts.set(state, (counts.get(state) ?? 0) + Number(number));
  }
  return {
    status: ok ? 'ok' : 'critical',
    text,
    counts: [...counts].map(([state, servers]) => ({ state, servers })),
  };
}
