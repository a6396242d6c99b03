import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface StatusCommandOptions {
  readonly format: 'text' | 'json';
}

export function statusCommand(launch: Launch): Command {
  return new Command('status')
    .description('Show whether the systems of CloudLinux Network are up.')
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json']).default('text'))
    .addHelpText('after', examples('clnform status', 'clnform status --format json'))
    .action((options: StatusCommandOptions) => launch(() => import('../actions/status.ts'), options));
}
