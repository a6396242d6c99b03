import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { withApplyingOptions } from './changeOptions.ts';
import type { ApplyingOptions } from './changeOptions.ts';
import { examples } from './examples.ts';
import { HAZARD_HELP } from './hazardHelp.ts';

export function destroyCommand(launch: Launch): Command {
  return withApplyingOptions(
    new Command('destroy')
      .description(
        'Remove everything that is managed, after asking. With anything protected among it, nothing is removed.',
      )
      .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)'),
  )
    .addHelpText(
      'after',
      examples('clnform plan --destroy', 'clnform destroy --allow removes-servers,data-loss') + HAZARD_HELP,
    )
    .action((path: string | undefined, options: ApplyingOptions) =>
      launch(() => import('../actions/apply.ts'), path, options, { destroy: true }),
    );
}
