import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface ValidateCommandOptions {
  readonly format: 'text' | 'json' | 'github';
}

export function validateCommand(launch: Launch): Command {
  return new Command('validate')
    .description('Check manifests, offline, and tell every problem at once.')
    .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .addOption(
      new Option('--format <format>', 'how to print problems').choices(['text', 'json', 'github']).default('text'),
    )
    .addHelpText('after', examples('clnform validate', 'clnform validate --format github   # annotations on a change'))
    .action((path: string | undefined, options: ValidateCommandOptions) =>
      launch(() => import('../actions/validate.ts'), path, options),
    );
}
