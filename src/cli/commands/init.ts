import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export function initCommand(launch: Launch): Command {
  return new Command('init')
    .description(
      'Write a commented manifest to start from, .gitignore lines and a schema for editors. Overwrites nothing.',
    )
    .addHelpText('after', examples('clnform init', 'clnform --account acme init', 'clnform --chdir infra init'))
    .action(() => launch(() => import('../actions/init.ts')));
}
