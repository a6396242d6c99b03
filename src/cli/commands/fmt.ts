import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface FmtCommandOptions {
  readonly check?: boolean;
}

export function fmtCommand(launch: Launch): Command {
  return new Command('fmt')
    .description('Bring manifests into the canonical layout, comments kept. Prints the names of files that change.')
    .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .option('--check', 'change nothing; exit with 1 when something would change')
    .addHelpText('after', examples('clnform fmt', 'clnform fmt --check'))
    .action((path: string | undefined, options: FmtCommandOptions) =>
      launch(() => import('../actions/fmt.ts'), path, options),
    );
}
