import { Command, Option } from 'commander';
import type { ServerOrder } from '../../kinds/fleet/sortServers.ts';
import type { FleetLicensing } from '../../model/fleet.ts';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { collect, days } from './parse.ts';
import type { ReportOptions } from './reportFormat.ts';
import { reportFormat } from './reportFormat.ts';

export interface ServersCommandOptions extends ReportOptions {
  readonly product?: readonly string[];
  readonly by?: FleetLicensing;
  /** Days. */
  readonly stale?: number;
  readonly unused?: boolean;
  readonly duplicates?: boolean;
  readonly sort: ServerOrder;
  readonly showKeys?: boolean;
}

export function serversCommand(launch: Launch): Command {
  return new Command('servers')
    .description('List the servers of all products in one table, with their keys and last check-ins.')
    .option(
      '--product <name>',
      'only these: imunify, kernelcare, els, cloudlinux, other, or a code such as 360_30',
      collect,
    )
    .addOption(
      new Option('--by <licensing>', 'only what is licensed so').choices([
        'key',
        'sub-account',
        'ip',
      ] satisfies FleetLicensing[]),
    )
    .addOption(new Option('--stale <days>', 'only servers that have not checked in for so long: 90d').argParser(days))
    .addOption(
      new Option('--unused', 'instead: seats of keys and IP licences that are paid for and hold no server').conflicts([
        'stale',
        'duplicates',
      ]),
    )
    .addOption(
      new Option(
        '--duplicates',
        'instead: hosts that are registered more than once for the same, and so paid for twice',
      ).conflicts('stale'),
    )
    .addOption(
      new Option('--sort <order>', 'in which order')
        .choices(['product', 'ip', 'hostname', 'key', 'id', 'checkin'] satisfies ServerOrder[])
        .default('product'),
    )
    .addOption(reportFormat())
    .option('--show-keys', 'show licence keys whole')
    .addHelpText(
      'after',
      examples(
        'clnform servers',
        'clnform servers --stale 90d --sort checkin',
        'clnform servers --unused --product kernelcare',
        'clnform servers --duplicates --format csv > twice.csv',
      ) + '\n\nA list that the service refuses or cuts short is an error, never a shorter table.',
    )
    .action((options: ServersCommandOptions) => launch(() => import('../actions/servers.ts'), options));
}
