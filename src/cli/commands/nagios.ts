import { Command, CommanderError } from 'commander';
import type { Launch } from '../launch.ts';
import { PLUGIN_EXIT } from '../pluginExit.ts';
import { examples } from './examples.ts';
import { duration } from './parse.ts';
import { reportFormat } from './reportFormat.ts';
import type { ReportOptions } from './reportFormat.ts';

export interface NagiosCheckOptions extends ReportOptions {
  /** Milliseconds. */
  readonly timeout: number;
}

export interface NagiosRegisterOptions {
  readonly autoApprove?: boolean;
}

/** A command that a monitoring system calls: what is wrong with its arguments is UNKNOWN, where 1 would be a warning. */
class PluginCommand extends Command {
  override exitOverride(): this {
    return super.exitOverride(({ exitCode, code, message }) => {
      throw new CommanderError(exitCode === 0 ? exitCode : PLUGIN_EXIT.unknown, code, message);
    });
  }
}

const CODES =
  '\n\nA monitoring plugin: one line on stdout; exit codes 0 OK, 2 CRITICAL, 3 UNKNOWN (nothing could be told: a wrong' +
  '\noption, no credentials, no answer). Such a line begins with CLN UNKNOWN.';

/** `nagios` with its subcommands. */
export function nagiosCommand(launch: Launch): Command {
  const nagios = new PluginCommand('nagios').description('Check the KernelCare servers, as a monitoring plugin.');
  nagios.addHelpText('after', examples('clnform nagios reseller', 'clnform nagios key kernelcare_key.fleet') + CODES);
  nagios.addCommand(
    check('key', 'Check the servers that are registered with one key. Needs no credentials.')
      .argument('<key-or-address>', 'the KernelCare key, or the address that the state binds it to')
      .addHelpText(
        'after',
        examples('clnform nagios key kernelcare_key.fleet', 'clnform nagios key WsTs821nSAtiastD') +
          CODES +
          '\nOther users of the machine can read the command line: an address keeps the key out of it.',
      )
      .action((key: string, options: NagiosCheckOptions) =>
        launch(() => import('../actions/nagiosKey.ts'), key, options),
      ),
  );
  nagios.addCommand(
    check('reseller', 'Check the servers of the whole account.')
      .addHelpText('after', examples('clnform nagios reseller', 'clnform nagios reseller --timeout 10s') + CODES)
      .action((options: NagiosCheckOptions) => launch(() => import('../actions/nagiosReseller.ts'), options)),
  );
  nagios.addCommand(
    new Command('register')
      .description(
        'Register a monitoring key of your own, for the KernelCare IP licence of the machine that this runs on. ' +
          'It changes something: a key that was registered for that address before is replaced.',
      )
      .argument('<key>', '16 to 32 letters (without accents) and digits')
      .option('--auto-approve', 'do not ask')
      .addHelpText(
        'after',
        examples('clnform nagios register WsTs821nSAtiastD') +
          '\n\nThe service takes the address that the call comes from; behind a proxy, that is the proxy’s.' +
          '\nExit codes: 0 registered, 1 refused or not sent, 4 the answer was lost (it is safe to run it again).',
      )
      .action((key: string, options: NagiosRegisterOptions) =>
        launch(() => import('../actions/nagiosRegister.ts'), key, options),
      ),
  );
  return nagios;
}

function check(name: string, description: string): Command {
  return new PluginCommand(name)
    .description(description)
    .option('--timeout <time>', 'how long the answer may take', duration, 30_000)
    .addOption(reportFormat());
}
