import { isCancel, text } from '@clack/prompts';
import { cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { interruptedBefore } from './interrupt.ts';

/** Help for who cannot be asked, and for who did not say yes: in the words of the command that asks. */
export interface ConfirmHelp {
  readonly unasked: string;
  readonly declined: string;
}

/**
 * Asks before something is done. Only `yes` is consent. Throws `CliError` when the answer is another, and when there is
 * no one to ask: a run in CI must say `--auto-approve` itself.
 */
export async function confirm(
  context: Context,
  question: string,
  signal: AbortSignal,
  help: ConfirmHelp,
): Promise<void> {
  const { terminal, host } = context;
  if (!terminal.interactive)
    throw cliError('approval-needed', 'There is no one to ask: this is no terminal, or CI is set.', help.unasked);
  terminal.progress(undefined);
  const answer = await text({
    message: `${question} Only 'yes' will do.`,
    input: host.stdin,
    output: host.stderr,
    signal,
  });
  if (isCancel(answer)) throw interruptedBefore();
  if (answer.trim() !== 'yes')
    throw cliError('not-approved', 'The answer was not yes, so nothing was done.', help.declined);
}
