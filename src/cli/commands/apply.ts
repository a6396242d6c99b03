import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { withApplyingOptions } from './changeOptions.ts';
import type { ApplyingOptions } from './changeOptions.ts';
import { examples } from './examples.ts';
import { HAZARD_HELP } from './hazardHelp.ts';

export function applyCommand(launch: Launch): Command {
  return withApplyingOptions(
    new Command('apply')
      .description('Make the account what the manifest says, after asking.')
      .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/), or a plan that was saved'),
  )
    .addHelpText(
      'after',
      examples(
        'clnform apply',
        'clnform apply --auto-approve --json          # in CI',
        'clnform apply --auto-approve --report apply.md --report apply.html',
        'clnform apply --allow removes-servers,replaces-key',
        'clnform apply web.plan                       # what `plan --out web.plan` showed, once and without asking',
        'clnform apply --target imunify_key.web-eu    # only that, with what it needs',
        'clnform apply --recreate kernelcare_key.fleet',
        'clnform apply --settle 2m --no-adopt         # be slower to believe what a lost answer made',
      ) +
        HAZARD_HELP +
        EXIT_CODES,
    )
    .action((path: string | undefined, options: ApplyingOptions) =>
      launch(() => import('../actions/apply.ts'), path, options, { destroy: false }),
    );
}

const EXIT_CODES = `

Exit codes: 0 done · 1 error, nothing done · 3 stopped partway, run it again · 4 an outcome is unknown, see
\`clnform state resolve\` · 5 the lock is held · 130 interrupted`;
