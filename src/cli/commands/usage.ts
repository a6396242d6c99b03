import { Command, InvalidArgumentError, Option } from 'commander';
import { AWP_PRODUCTS } from '../../model/product.ts';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { reportFormat } from './reportFormat.ts';
import type { ReportOptions } from './reportFormat.ts';

export interface UsageCommandOptions extends ReportOptions {
  /** `yyyy-MM`; absent: the current month, in UTC. */
  readonly month?: string;
  readonly product?: string;
}

export function usageCommand(launch: Launch): Command {
  return new Command('usage')
    .description('Show what AccelerateWP (Premium and CDN) bills for a month.')
    .addOption(new Option('--month <yyyy-mm>', 'the month (default: the current one)').argParser(month))
    .addOption(new Option('--product <code>', 'only this product').choices([...AWP_PRODUCTS]))
    .addOption(reportFormat())
    .addHelpText(
      'after',
      examples('clnform usage --month 2023-12', 'clnform usage --month 2023-12 --format csv > bill.csv'),
    )
    .action((options: UsageCommandOptions) => launch(() => import('../actions/usage.ts'), options));
}

function month(text: string): string {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text))
    throw new InvalidArgumentError('It is to be a year and a month: 2023-12.');
  return text;
}
