import type { Context } from './context.ts';

/** Tells on stderr how a command that makes many calls gets on. */
export interface CallCounter {
  /** Counts a call that was begun, and its end. */
  counted<T>(call: Promise<T>): Promise<T>;
  /** Takes the line away. */
  end(): void;
}

/** What ends sooner needs no line. */
const PATIENCE_MS = 1000;
const REDRAW_MS = 80;
/** In a log, a line now and then is enough to show that nothing hangs. */
const LOG_EVERY_MS = 5000;

/** `what` is what is under way: `Reading the servers`. */
export function callCounter({ terminal, system }: Pick<Context, 'terminal' | 'system'>, what: string): CallCounter {
  const startedAt = system.now();
  let told = startedAt;
  let begun = 0;
  let done = 0;
  const tell = (): void => {
    const now = system.now();
    const text = `${what}: ${done} of ${begun} calls`;
    if (now - startedAt < PATIENCE_MS || now - told < (terminal.live ? REDRAW_MS : LOG_EVERY_MS)) return;
    told = now;
    if (terminal.live) terminal.progress(text.slice(0, terminal.width - 1));
    else terminal.note([text]);
  };
  const heartbeat = setInterval(tell, PATIENCE_MS).unref();
  return {
    async counted(call) {
      begun += 1;
      try {
        return await call;
      } finally {
        done += 1;
        tell();
      }
    },
    end() {
      clearInterval(heartbeat);
      terminal.progress(undefined);
    },
  };
}
