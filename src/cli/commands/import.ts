import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface ImportCommandOptions {
  readonly manifest?: string;
  readonly list?: string;
}

export function importCommand(launch: Launch): Command {
  return new Command('import')
    .description('Bind declared resources to objects that the account already holds. Changes nothing there.')
    .argument('[address]', 'the resource, as declared: imunify_key.web-eu')
    .argument('[id]', 'the id in CLN: the key, the server id, ip/type')
    .option('--list <file>', 'bind many at once: a line "ADDRESS ID" for each, # for comments; all of them or none')
    .option('--manifest <path>', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .addHelpText(
      'after',
      examples(
        'clnform import imunify_key.web-eu IMXXXXXXXXXXXXXXXX',
        'clnform state rebuild --list rebind.txt && clnform import --list rebind.txt',
      ),
    )
    .action((address: string | undefined, id: string | undefined, options: ImportCommandOptions) =>
      launch(() => import('../actions/import.ts'), address, id, options),
    );
}
