import { findDuplicates } from '../../kinds/fleet/findDuplicates.ts';
import { findUnused } from '../../kinds/fleet/findUnused.ts';
import { readFleet } from '../../kinds/fleet/readFleet.ts';
import { selectServers } from '../../kinds/fleet/selectServers.ts';
import { sortServers } from '../../kinds/fleet/sortServers.ts';
import { keyLikeWords } from '../../model/keyLike.ts';
import type { Fleet } from '../../model/fleet.ts';
import { duplicatesReport } from '../../views/duplicatesReport.ts';
import { serversReport } from '../../views/serversReport.ts';
import { unusedReport } from '../../views/unusedReport.ts';
import { openAccount } from '../account.ts';
import { callCounter } from '../callCounter.ts';
import type { ServersCommandOptions } from '../commands/servers.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { fleetScope } from '../fleetScope.ts';
import { printReport } from '../printReport.ts';

const DAY = 86_400_000;

/** Is handed the reading half of the API alone. */
export async function run(context: Context, options: ServersCommandOptions): Promise<ExitCode> {
  const { format, product, by, stale, sort, unused, duplicates } = options;
  const scope = fleetScope(product, by);
  const { read } = await openAccount(context, {});
  const counter = callCounter(context, 'Reading the servers');
  const whole = await readFleet(read, scope, (call) => counter.counted(call)).finally(() => counter.end());
  context.learn(secretsOf(whole));
  const fleet: Fleet = {
    servers: sortServers(whole.servers.filter(scope.includes), sort),
    keys: whole.keys.filter(scope.includes),
  };
  const now = context.system.now();
  if (unused === true) printReport(context, unusedReport(findUnused(fleet)), format);
  else {
    const selected = selectServers(fleet.servers, stale === undefined ? undefined : now - stale * DAY);
    if (duplicates === true) printReport(context, duplicatesReport(findDuplicates(selected.servers), now), format);
    else {
      const withoutDetails = fleet.servers.filter((server) => server.withoutDetails).length;
      const shown = { ...selected, withoutDetails, total: fleet.servers.length };
      const report = serversReport(stale === undefined ? shown : { ...shown, staleDays: stale }, now);
      printReport(context, report, format);
    }
  }
  return EXIT.ok;
}

/** A host name or a note may quote a key. */
function* secretsOf({ servers, keys }: Fleet): Generator<string> {
  for (const { key, note = '' } of keys) yield* [key, ...keyLikeWords(note)];
  for (const { key } of servers) if (key !== undefined) yield key;
}
