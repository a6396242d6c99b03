import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { OUTPUT_FORMATS } from '../outputFormat.ts';
import type { OutputFormat } from '../outputFormat.ts';
import { examples } from './examples.ts';

export interface ShowCommandOptions {
  readonly format: OutputFormat;
  readonly showKeys?: boolean;
}

export function showCommand(launch: Launch): Command {
  return new Command('show')
    .description('Show a plan that was saved, and whether it is spent. Needs no credentials, and asks no one.')
    .argument('<plan>', 'file that `clnform plan --out` wrote')
    .addOption(new Option('--format <format>', 'how to print the plan').choices(OUTPUT_FORMATS).default('text'))
    .option('--show-keys', 'show licence keys whole')
    .addHelpText('after', examples('clnform show web.plan', 'clnform show web.plan --format json | jq .summary'))
    .action((path: string, options: ShowCommandOptions) => launch(() => import('../actions/show.ts'), path, options));
}
