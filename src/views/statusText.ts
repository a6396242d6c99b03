import { safeText } from './safeText.ts';
import { serviceHealth } from './serviceHealth.ts';
import type { HealthFlag } from './serviceHealth.ts';
import { padText, textWidth } from './table.ts';
import type { View } from './view.ts';

/** What `status` prints: a line of judgement, then every flag that the service sent, by group. */
export function* statusText(flags: Readonly<Record<string, boolean>>, { paint }: View): Generator<string> {
  const { healthy, groups, missing } = serviceHealth(flags);
  const all = groups.flatMap((group) => group.flags);
  const bad = all.filter(({ good }) => good === false).length;
  if (healthy) yield `${paint.bold('CloudLinux Network:')} ${paint.green('healthy')}`;
  else if (bad > 0)
    yield `${paint.bold('CloudLinux Network:')} ${paint.red(`in trouble (${bad} of ${all.length} flags)`)}`;
  else yield `${paint.bold('CloudLinux Network:')} ${paint.yellow('sent no flag that is documented')}`;
  const width = Math.max(0, ...all.map(({ meaning }) => textWidth(safeText(meaning))));
  for (const { title, flags: members } of groups) {
    yield title;
    for (const member of members) {
      const value = `${padText(safeText(member.meaning), width)}  ${member.value ? 'yes' : 'no'}`;
      yield `  ${mark(member)} ${member.good === false ? paint.red(value) : value}`;
    }
  }
  if (missing.length > 0) yield `Not sent, so not known: ${missing.join(', ')}`;
}

function mark({ good }: HealthFlag): string {
  if (good === undefined) return '?';
  return good ? '-' : '!';
}
