import { csvText } from './csvText.ts';
import { serviceHealth } from './serviceHealth.ts';
import type { HealthFlag } from './serviceHealth.ts';
import type { View } from './view.ts';

/** `status --format csv`: one row a flag; those that were not sent have no value. */
export function statusCsv(flags: Readonly<Record<string, boolean>>, view: View): Generator<string> {
  const { groups, missing } = serviceHealth(flags);
  const sent = groups.flatMap((group) =>
    group.flags.map((flag) => [flag.flag, flag.value, judgement(flag), group.title, flag.meaning]),
  );
  const unsent = missing.map((flag) => [flag, undefined, 'not sent', undefined, undefined]);
  return csvText(['flag', 'value', 'judgement', 'group', 'meaning'], [...sent, ...unsent], view);
}

function judgement({ good }: HealthFlag): string {
  if (good === undefined) return 'not documented';
  return good ? 'good' : 'bad';
}
