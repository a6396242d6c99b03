import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { DRIFT_FORMATS, type DriftFormat } from './driftFormats.ts';
import { examples } from './examples.ts';
import { append, day } from './parse.ts';
import { REPORT_HELP } from './reportHelp.ts';

export interface DriftCommandOptions {
  readonly format: DriftFormat;
  readonly report?: readonly string[];
  readonly baseline?: readonly string[];
  readonly writeBaseline?: string;
  readonly owner?: string;
  readonly reason?: string;
  /** `2026-12-31`. */
  readonly expires?: string;
  readonly failOnPending?: boolean;
  readonly acceptEmpty?: boolean;
  readonly showKeys?: boolean;
}

export function driftCommand(launch: Launch): Command {
  return new Command('drift')
    .description(
      'Tell what was changed in the account since it was last applied, what the manifest has pending, and what cannot be verified. Never changes anything.',
    )
    .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .addOption(
      new Option('--format <format>', 'how to print the report').choices([...DRIFT_FORMATS]).default(DRIFT_FORMATS[0]),
    )
    .option('--report <file>', REPORT_HELP, append)
    .option(
      '--baseline <file>',
      'drift that is known: told, and not counted until it expires (may be repeated)',
      append,
    )
    .option('--write-baseline <file>', 'write a new baseline of what drifted; needs --owner, --reason and --expires')
    .option('--owner <name>', 'who answers for the entries that are written')
    .option('--reason <text>', 'why that drift is left as it is for now')
    .option('--expires <day>', 'the last day, in UTC, on which the entries hold: 2026-12-31', day)
    .option('--fail-on-pending', 'count what is pending as well: exit with 2 for it')
    .option('--accept-empty', 'go on when a list is suddenly empty where the state binds many')
    .option('--show-keys', 'show licence keys whole')
    .addHelpText('after', AFTER)
    .action((path: string | undefined, options: DriftCommandOptions) =>
      launch(() => import('../actions/drift.ts'), path, options),
    );
}

const AFTER = `${examples(
  'clnform drift                                     # 0: nothing drifted, 2: something did',
  'clnform drift --format json | jq .summary',
  'clnform drift --report drift.md --report drift.html   # a comment and an artifact from one run',
  'clnform drift --baseline drift-baseline.yaml',
  'clnform drift --write-baseline drift-baseline.yaml --owner ops --reason "OPS-412" --expires 2026-12-31',
)}

Exit codes: 0 nothing drifted (pending and unverified are told) · 1 the account could not be seen · 2 something drifted,
or an entry of the baseline has expired · 4 a create of an earlier run has an unknown outcome.`;
