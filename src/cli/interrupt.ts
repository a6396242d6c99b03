import { setMaxListeners } from 'node:events';
import { CliError } from './cliError.ts';
import { EXIT } from './exitCode.ts';
import type { Context } from './context.ts';

/** Ctrl-C, for work that must not be cut off anywhere. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** From here on something may have been sent. */
  begin(): void;
  /** The work's result, or at the first Ctrl-C a `CliError` at once: for work that may be left lying. */
  abandon<T>(work: Promise<T>): Promise<T>;
  dispose(): void;
}

/** The first Ctrl-C aborts the signal, the second ends the process on the spot. */
export function catchInterrupt(context: Context): Interrupt {
  let begun = false;
  const controller = new AbortController();
  const { signal } = controller;
  // Every call under way listens, and there may be as many as --parallelism says.
  setMaxListeners(0, signal);
  const dispose = context.host.onInterrupt(() => {
    if (signal.aborted) context.host.exit(EXIT.interrupted);
    controller.abort(begun ? new CliError([], EXIT.interrupted) : interruptedBefore());
  });
  return {
    signal,
    dispose,
    begin() {
      begun = true;
    },
    abandon: (work) =>
      new Promise((resolve, reject) => {
        const stop = (): void => reject(signal.reason as CliError);
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
      }),
  };
}

/** Ends a command that was interrupted while it had only looked. */
export function interruptedBefore(): CliError {
  const summary = 'Interrupted before anything was sent, so the account is as it was.';
  const help = 'Run it again when you are ready.';
  return new CliError([{ severity: 'warning', code: 'interrupted', summary, help }], EXIT.interrupted);
}
