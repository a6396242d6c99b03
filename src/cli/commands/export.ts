import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { collect } from './parse.ts';

export interface ExportCommandOptions {
  readonly out?: string;
  readonly kinds?: readonly string[];
  readonly servers?: boolean;
}

export function exportCommand(launch: Launch): Command {
  return new Command('export')
    .description(
      'Write the account down as a manifest and bind everything in it: the next plan is empty. Changes nothing in the account. Without --out, print the manifest and bind nothing.',
    )
    .option(
      '--out <dir>',
      'the folder to write, which must hold no manifest yet; what it declares is bound in the state',
    )
    .option('--kinds <kinds>', 'these alone, with commas: imunify_keys,ip_licenses', collect)
    .option('--servers', 'declare which servers sit on each Imunify key, too (one call for each key)')
    .addHelpText(
      'after',
      examples(
        'clnform export                                   # look first: prints, and writes nothing',
        'clnform export --out clnform                     # adopt the account',
        'clnform plan                                     # empty',
        'clnform export --out keys --kinds imunify_keys,kernelcare_keys',
      ),
    )
    .action((options: ExportCommandOptions) => launch(() => import('../actions/export.ts'), options));
}
