import { readStanding } from '../../kinds/fleet/readStanding.ts';
import { parallelMap } from '../../kinds/support/parallelMap.ts';
import { productOfType } from '../../kinds/support/ipLicenseProduct.ts';
import type { IpStanding } from '../../model/ipStanding.ts';
import { count } from '../../views/count.ts';
import { createRowStream } from '../../views/rowStream.ts';
import { standingColumns } from '../../views/standingColumns.ts';
import { openAccount } from '../account.ts';
import { callCounter } from '../callCounter.ts';
import type { ReportOptions } from '../commands/reportFormat.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { ipArguments } from '../ipArguments.ts';

/** Addresses of one batch, whose rows are printed together. */
const BATCH = 100;
/** Addresses that are asked about at a time, with two calls each. */
const CONCURRENCY = 8;

/** Is handed the reading half of the API alone. */
export async function run(context: Context, typed: readonly string[], { format }: ReportOptions): Promise<ExitCode> {
  const { terminal } = context;
  const ips = ipArguments(typed);
  const { read } = await openAccount(context, {});
  const columns = standingColumns((type) => productOfType(type).name);
  const stream = createRowStream(columns, format, context.view(terminal.paint));
  const counter = callCounter(context, `Checking ${count(ips.count, 'address', 'addresses')}`);
  const tally = { owned: 0, taken: 0 };
  let checked = 0;
  try {
    for (const batch of batches(ips.addresses())) {
      const rows = await parallelMap(batch, CONCURRENCY, (ip) => counter.counted(readStanding(read, ip)));
      terminal.result(stream.batch(rows));
      checked += rows.length;
      add(tally, rows);
    }
  } catch (error) {
    if (checked > 0) terminal.note([`Ended after ${checked} of ${ips.count} addresses: the table is not whole.`]);
    throw error;
  } finally {
    counter.end();
  }
  const { owned, taken } = tally;
  const what = `${count(checked, 'address', 'addresses')} checked`;
  terminal.result(stream.end(`${what}: ${owned} with licences of yours, ${taken} with licences of another account.`));
  return EXIT.ok;
}

function add(tally: { owned: number; taken: number }, rows: readonly IpStanding[]): void {
  tally.owned += rows.filter(({ owned }) => owned.length > 0).length;
  tally.taken += rows.filter(({ taken }) => taken.length > 0).length;
}

function* batches(items: Iterable<string>): Generator<readonly string[]> {
  let batch: string[] = [];
  for (const item of items) {
    if (batch.push(item) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
