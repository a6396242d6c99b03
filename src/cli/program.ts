import { Command } from 'commander';
import type { CommandOptions } from 'commander';
import { addressesCommand } from './commands/addresses.ts';
import { applyCommand } from './commands/apply.ts';
import { completionCommand } from './commands/completion.ts';
import { destroyCommand } from './commands/destroy.ts';
import { doctorCommand } from './commands/doctor.ts';
import { driftCommand } from './commands/drift.ts';
import { emulatorCommand } from './commands/emulator.ts';
import { exportCommand } from './commands/export.ts';
import { featuresCommand } from './commands/features.ts';
import { fmtCommand } from './commands/fmt.ts';
import { graphCommand } from './commands/graph.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { licensesCommand } from './commands/licenses.ts';
import { nagiosCommand } from './commands/nagios.ts';
import { planCommand } from './commands/plan.ts';
import { serversCommand } from './commands/servers.ts';
import { showCommand } from './commands/show.ts';
import { stateCommand } from './commands/state.ts';
import { statusCommand } from './commands/status.ts';
import { usageCommand } from './commands/usage.ts';
import { validateCommand } from './commands/validate.ts';
import type { Host } from './host.ts';
import type { Launch } from './launch.ts';
import { optionElsewhere } from './optionElsewhere.ts';
import { VERSION } from './version.ts';

/** In the order of the help, by the names that they give themselves. */
const COMMANDS: readonly (readonly [string, (launch: Launch) => Command, CommandOptions?])[] = [
  ['init', initCommand],
  ['validate', validateCommand],
  ['fmt', fmtCommand],
  ['plan', planCommand],
  ['show', showCommand],
  ['apply', applyCommand],
  ['destroy', destroyCommand],
  ['export', exportCommand],
  ['drift', driftCommand],
  ['graph', graphCommand],
  ['import', importCommand],
  ['state', stateCommand],
  ['status', statusCommand],
  ['doctor', doctorCommand],
  ['servers', serversCommand],
  ['licenses', licensesCommand],
  ['usage', usageCommand],
  ['features', featuresCommand],
  ['nagios', nagiosCommand],
  ['emulator', emulatorCommand],
  ['completion', completionCommand],
  ['__addresses', addressesCommand, { hidden: true }],
];

/**
 * Everything that can be typed; what it does is loaded when it is typed. When `first`, the first word that was typed, is
 * a command, the program has only that one: defining the others takes as long as a short command runs.
 */
export function createProgram(host: Host, launch: Launch, first?: string): Command {
  const program = new Command('clnform')
    .description('Plan and apply for CloudLinux Network (CLN) reseller accounts, declared in YAML.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help for a command')
    .option('--chdir <dir>', 'work in this folder')
    .option(
      '--account <login>',
      'the CLN login that is meant (CLN_LOGIN is the one that is used): any other is refused',
    )
    .option('--api-url <url>', 'root of the CLN API (or CLN_API_URL)')
    .option('--state <file>', 'the state file (or CLNFORM_STATE; default clnform.state.json)')
    .option('--debug', 'tell every call on stderr, never with its token')
    .addHelpText('after', AFTER)
    .showSuggestionAfterError();
  const named = COMMANDS.find(([name]) => name === first);
  for (const [, define, options] of named === undefined ? COMMANDS : [named])
    program.addCommand(define(launch), options);
  for (const command of everyCommand(program))
    command.exitOverride().configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: (text, write) =>
        write(
          `${text}${optionElsewhere(
            text,
            COMMANDS.map(([, of]) => of(launch)),
          )}`,
        ),
    });
  return program;
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

const AFTER = `
Credentials come from the environment: CLN_LOGIN with CLN_SECRET_KEY or CLN_SECRET_KEY_FILE, never from a flag.

Examples:
  $ clnform init                        a commented manifest to start from
  $ clnform plan                        what apply would do
  $ clnform apply                       do it, after asking
  $ clnform emulator --port 8080        an account to try it on`;
