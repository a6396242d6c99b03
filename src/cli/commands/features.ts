import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { reportFormat } from './reportFormat.ts';
import type { ReportOptions } from './reportFormat.ts';

export function featuresCommand(launch: Launch): Command {
  return new Command('features')
    .description('Show the features that CLN knows, and how the account has them set.')
    .addOption(reportFormat())
    .addHelpText(
      'after',
      examples('clnform features', 'clnform features --format json') +
        '\n\nTo change one, declare it under `features` in a manifest.',
    )
    .action((options: ReportOptions) => launch(() => import('../actions/features.ts'), options));
}
