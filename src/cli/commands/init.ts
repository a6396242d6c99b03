import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface InitCommandOptions {
  readonly fromAccount?: boolean;
}

export function initCommand(launch: Launch): Command {
  return new Command('init')
    .description(
      'Write a commented manifest to start from, .gitignore lines and a schema for editors. Overwrites nothing.',
    )
    .option('--from-account', 'start from what the account holds: write it into the folder clnform, and bind it')
    .addHelpText(
      'after',
      examples(
        'clnform init',
        'clnform init --from-account          # adopt an account; its plan is empty',
        'clnform --account acme init',
        'clnform --chdir infra init',
      ),
    )
    .action((options: InitCommandOptions) => launch(() => import('../actions/init.ts'), options));
}
