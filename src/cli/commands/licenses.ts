import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { reportFormat } from './reportFormat.ts';
import type { ReportOptions } from './reportFormat.ts';

/** `licenses` with its subcommand. */
export function licensesCommand(launch: Launch): Command {
  const licenses = new Command('licenses').description('Look up IP licences.');
  const check = examples(
    'clnform licenses check 203.0.113.10',
    'clnform licenses check 203.0.113.32/28 198.51.100.1-198.51.100.20 --format csv',
  );
  licenses.addHelpText('after', check);
  licenses.addCommand(
    new Command('check')
      .description('Tell what is registered on addresses: by this account, by another, and what is still free.')
      .argument('<ip...>', 'addresses, networks and ranges, as in a manifest')
      .addOption(reportFormat())
      .addHelpText(
        'after',
        check +
          '\n\nRows come as they are known, in the order of the addresses. When an address cannot be looked up the table' +
          '\nends there, with an error and exit code 1; JSON is then left unfinished, so that no program takes it for whole.',
      )
      .action((ips: readonly string[], options: ReportOptions) =>
        launch(() => import('../actions/licensesCheck.ts'), ips, options),
      ),
  );
  return licenses;
}
