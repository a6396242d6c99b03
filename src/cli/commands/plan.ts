import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { OUTPUT_FORMATS } from '../outputFormat.ts';
import type { OutputFormat } from '../outputFormat.ts';
import { withPlanningOptions } from './changeOptions.ts';
import type { PlanningOptions } from './changeOptions.ts';
import { examples } from './examples.ts';
import { append } from './parse.ts';
import { REPORT_HELP } from './reportHelp.ts';

export interface PlanCommandOptions extends PlanningOptions {
  readonly format: OutputFormat;
  readonly report?: readonly string[];
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
      .addOption(new Option('--format <format>', 'how to print the plan').choices(OUTPUT_FORMATS).default('text'))
      .option('--report <file>', REPORT_HELP, append)
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
        'clnform plan --report plan.md --report plan.html   # a comment and an artifact from one run',
        'clnform plan --format github               # annotations at the lines of the manifest',
      ),
    )
    .action((path: string | undefined, options: PlanCommandOptions) =>
      launch(() => import('../actions/plan.ts'), path, options),
    );
}
