import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface ImportCommandOptions {
  readonly manifest?: string;
}

export function importCommand(launch: Launch): Command {
  return new Command('import')
    .description('Bind one declared resource to an object that the account already holds. Changes nothing there.')
    .argument('<address>', 'the resource, as declared: imunify_key.web-eu')
    .argument('<id>', 'the id in CLN: the key, the server id, ip/type')
    .option('--manifest <path>', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .addHelpText('after', examples('clnform import imunify_key.web-eu IMXXXXXXXXXXXXXXXX'))
    .action((address: string, id: string, options: ImportCommandOptions) =>
      launch(() => import('../actions/import.ts'), address, id, options),
    );
}
