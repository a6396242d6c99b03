import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import type { ReportOptions } from './reportFormat.ts';
import { reportFormat } from './reportFormat.ts';

export interface StatusCommandOptions extends ReportOptions {
  readonly plain?: boolean;
}

export function statusCommand(launch: Launch): Command {
  return new Command('status')
    .description('Show whether the systems of CloudLinux Network are up. Needs no credentials.')
    .addOption(reportFormat())
    .option('--plain', 'ask status.plain, which is asked anyway when status.json cannot be read')
    .addHelpText(
      'after',
      examples('clnform status', 'clnform status --format json', 'clnform status >/dev/null || echo trouble') +
        '\n\nExit codes: 0 all is up, 2 something is down or overloaded, 1 it could not be told.',
    )
    .action((options: StatusCommandOptions) => launch(() => import('../actions/status.ts'), options));
}
