import { describe, expect, it } from 'vitest';
import { CliError } from '../../src/cli/cliError.ts';
import { createContext } from '../../src/cli/context.ts';
import type { Context } from '../../src/cli/context.ts';
import { catchInterrupt } from '../../src/cli/interrupt.ts';
import { PassThrough } from 'node:stream';

/** A context whose Ctrl-C is pressed by calling `press`, and the codes that the process was told to exit with. */
function scene(): { context: Context; press: () => void; exits: number[]; listening: () => boolean } {
  let callback: (() => void) | undefined;
  const exits: number[] = [];
  const context = createContext(
    {
      args: [],
      variables: {},
      folder: '/',
      stdin: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      hostname: 'host',
      pid: 1,
      onInterrupt(given) {
        callback = given;
        return () => {
          callback = undefined;
        };
      },
      exit: ((code: number) => exits.push(code)) as never,
    },
    {},
  );
  return { context, press: () => callback?.(), exits, listening: () => callback !== undefined };
}

describe('Ctrl-C', () => {
  it('aborts at first and ends at once at the second', () => {
    const { context, press, exits } = scene();
    const { signal } = catchInterrupt(context);
    expect(signal.aborted).toBe(false);
    press();
    expect([signal.aborted, exits]).toEqual([true, []]);
    press();
    expect(exits).toEqual([130]);
  });

  it('abandons work that may be left lying, with exit code 130', async () => {
    const { context, press } = scene();
    const interrupt = catchInterrupt(context);
    const work = interrupt.abandon(new Promise(() => undefined));
    press();
    await expect(work).rejects.toMatchObject({ exitCode: 130 });
    await expect(interrupt.abandon(Promise.resolve('late'))).rejects.toBeInstanceOf(CliError);
  });

  it('leaves work alone that ends before', async () => {
    const { context, press } = scene();
    const interrupt = catchInterrupt(context);
    expect(await interrupt.abandon(Promise.resolve('done'))).toBe('done');
    await expect(interrupt.abandon(Promise.reject(new Error('its own')))).rejects.toThrow('its own');
    press();
  });

  it('is given back when the work is over', () => {
    const { context, listening } = scene();
    const interrupt = catchInterrupt(context);
    interrupt.dispose();
    expect(listening()).toBe(false);
  });
});
