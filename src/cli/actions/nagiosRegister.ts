import type { Outcome } from '../../model/outcome.ts';
import { maskKey } from '../../model/text.ts';
import { openPublic } from '../account.ts';
import { CliError, cliError } from '../cliError.ts';
import type { NagiosRegisterOptions } from '../commands/nagios.ts';
import { confirm } from '../confirm.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { catchInterrupt } from '../interrupt.ts';

const HELP = {
  unasked: 'Check the key and the machine, then give --auto-approve.',
  declined: 'Run it again with the key, and on the machine, that are meant.',
};

/** The one of the reading families' commands that writes. Sent once; the same key sent again does no more than once. */
export async function run(context: Context, key: string, { autoApprove }: NagiosRegisterOptions): Promise<ExitCode> {
  context.learn([key]);
  if (!/^[A-Za-z0-9]{16,32}$/u.test(key))
    throw cliError(
      'bad-monitoring-key',
      'This is no monitoring key.',
      'It is to be 16 to 32 letters (without accents) and digits.',
    );
  const { write } = await openPublic(context);
  if (autoApprove !== true) {
    const interrupt = catchInterrupt(context);
    const question = `Register ${maskKey(key)} for the address of this machine, in place of any key registered there?`;
    await confirm(context, question, interrupt.signal, HELP).finally(() => interrupt.dispose());
  }
  const outcome = await write.kernelcare.registerMonitoringKey(key);
  if (outcome.status !== 'done') throw told(outcome);
  context.terminal.result([`Registered the monitoring key ${maskKey(key)} for the address that this call came from.`]);
  return EXIT.ok;
}

function told(outcome: Exclude<Outcome<void>, { readonly status: 'done' }>): CliError {
  const { status, reason } = outcome;
  const error = (code: string, help: string, exitCode: ExitCode): CliError =>
    new CliError([{ severity: 'error', code, summary: `${reason}.`, help }], exitCode);
  switch (status) {
    case 'refused':
      return error(
        'refused',
        'Nothing was registered. Check the key, and that this address has a licence.',
        EXIT.error,
      );
    case 'notSent':
      return error('unreachable', 'Nothing was sent. Check the network, then run it again.', EXIT.error);
    case 'unknown':
      return error(
        'outcome-unknown',
        'It may be registered. Run it again: the same key twice is as once.',
        EXIT.unknown,
      );
    default:
      return status satisfies never;
  }
}
