import { Option } from 'commander';
import type { Command } from 'commander';
import { DEFAULT_RECOVERY } from '../../engine/recovery.ts';
import type { HazardName } from '../../model/hazard.ts';
import { OUTPUT_FORMATS } from '../outputFormat.ts';
import type { OutputFormat } from '../outputFormat.ts';
import { append, collect, collectHazards, duration, wholeNumber } from './parse.ts';
import { REPORT_HELP } from './reportHelp.ts';

/** What says which plan is made; the same for `plan` and `apply`. */
export interface PlanningOptions {
  readonly target?: readonly string[];
  readonly exclude?: readonly string[];
  readonly recreate?: readonly string[];
  readonly recreateAll?: boolean;
  readonly acceptEmpty?: boolean;
  readonly retryRefused?: boolean;
  readonly maxCreates?: number;
  readonly maxRemoves?: number;
  readonly enableElsServerRemoval?: boolean;
  readonly parallelism: number;
  readonly showKeys?: boolean;
}

export function withPlanningOptions(command: Command): Command {
  return command
    .option('--target <address>', 'only this, with what it needs; `*` stands for any text (may be repeated)', collect)
    .option('--exclude <address>', 'not this, nor what needs it; `*` stands for any text (may be repeated)', collect)
    .option('--recreate <address>', 'buy again what has vanished from the account (may be repeated)', collect)
    .option('--recreate-all', 'buy again all that has vanished')
    .option('--accept-empty', 'go on when a list is suddenly empty where the state binds many')
    .option('--retry-refused', 'ask again for removals that the service has refused before')
    .option('--enable-els-server-removal', 'let ELS servers be removed: the path of that call is not proved')
    .option('--max-creates <n>', 'in place of the manifest’s guards.max_creates', wholeNumber(0))
    .option('--max-removes <n>', 'in place of the manifest’s guards.max_removes', wholeNumber(0))
    .option('--parallelism <n>', 'calls at the same time', wholeNumber(1), 10)
    .option('--show-keys', 'show licence keys whole');
}

/** What says how a plan is carried out; the same for `apply` and `destroy`. */
export interface ApplyingOptions extends PlanningOptions {
  readonly autoApprove?: boolean;
  readonly allow?: readonly HazardName[];
  readonly allowDataLoss?: boolean;
  readonly json?: boolean;
  readonly format: OutputFormat;
  readonly report?: readonly string[];
  /** Milliseconds. */
  readonly settle: number;
  /** False with `--no-adopt`. */
  readonly adopt: boolean;
}

export function withApplyingOptions(command: Command): Command {
  return withPlanningOptions(command)
    .option('--auto-approve', 'do not ask')
    .option(
      '--allow <hazard>',
      'let steps with this hazard through: see below (may be repeated, or with commas)',
      collectHazards,
    )
    .option('--allow-data-loss', 'the same as --allow data-loss')
    .addOption(
      new Option(
        '--settle <duration>',
        'how long two lists must agree before a create whose answer was lost is judged by them',
      )
        .argParser(duration)
        .default(DEFAULT_RECOVERY.settleMs, '60s'),
    )
    .option('--no-adopt', 'never bind an object that only fits such a create, without a marker that proves it')
    .addOption(new Option('--json', 'tell what happens as a stream of JSON objects, one a line').conflicts('format'))
    .addOption(
      new Option('--format <format>', 'how to print what became of it').choices(OUTPUT_FORMATS).default('text'),
    )
    .option('--report <file>', REPORT_HELP, append);
}
