import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { withPlanningOptions } from './changeOptions.ts';
import type { PlanningOptions } from './changeOptions.ts';
import { examples } from './examples.ts';

export interface PlanCommandOptions extends PlanningOptions {
  readonly format: 'text' | 'json';
  readonly detailedExitcode?: boolean;
  readonly destroy?: boolean;
  readonly out?: string;
  readonly rehearse?: boolean;
}

export function planCommand(launch: Launch): Command {
  return withPlanningOptions(
    new Command('plan')
      .description('Show what apply would do. Never changes anything.')
      .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)')
      .addOption(new Option('--format <format>', 'how to print the plan').choices(['text', 'json']).default('text'))
      .option('--detailed-exitcode', 'exit with 2 when there are changes')
      .option('--out <file>', 'save the plan, for `clnform apply FILE`; it holds licence keys')
      .option('--rehearse', 'carry it out on a copy of the account in memory, where the next plan must be empty')
      .option('--destroy', 'plan the removal of everything that is managed'),
  )
    .addHelpText(
      'after',
      examples(
        'clnform plan',
        'clnform plan --detailed-exitcode          # 0: in sync, 2: changes',
        'clnform plan --out web.plan               # then: clnform show web.plan, clnform apply web.plan',
        "clnform plan --target 'imunify_key.*' --exclude imunify_key.old",
        'clnform plan --format json | jq .summary',
      ),
    )
    .action((path: string | undefined, options: PlanCommandOptions) =>
      launch(() => import('../actions/plan.ts'), path, options),
    );
}
