import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createContext } from '../../src/cli/context.ts';
import { narrate, type Narrator } from '../../src/cli/narrate.ts';
import { makeAddress } from '../../src/model/address.ts';
import type { EngineEvent } from '../../src/model/event.ts';

const web = makeAddress('imunify_key', 'web');
const STARTED: EngineEvent = { type: 'apply_started', steps: 1 };
const DONE: EngineEvent = {
  ...{ type: 'step_done', step: `put ${web}`, addresses: [web], action: 'create' },
  ...{ ms: 5, finished: 1 },
};
const WAITING: EngineEvent = { type: 'auditing', kind: 'imunify_key', ms: 60_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a terminal, or a log, gets on stderr. */
function narrator(isTTY: boolean): { readonly voice: Narrator; readonly told: () => string } {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  const context = createContext(
    {
      ...{ args: [], variables: {}, folder: '/', stdout: new PassThrough(), stderr },
      ...{ stdin: Object.assign(new PassThrough(), { isTTY }), hostname: 'host', pid: 1 },
      ...{ onInterrupt: () => () => undefined, exit: (() => undefined) as never },
    },
    {},
  );
  // Newer Nodes hand out one chunk at a time.
  const told = (): string => {
    let text = '';
    const next = (): Buffer | null => stderr.read() as Buffer | null;
    for (let chunk = next(); chunk !== null; chunk = next()) text += chunk.toString();
    return text;
  };
  return { voice: narrate(context), told };
}

it('a terminal shows at once what is waited for, though it was drawn a moment ago, and counts down', async () => {
  const { voice, told } = narrator(true);
  for (const event of [STARTED, DONE, WAITING]) voice.emit(event);
  expect(told()).toMatch(/Looking whether anything was bought twice \(next look in 1 min\): Imunify key$/u);
  await vi.advanceTimersByTimeAsync(21_000);
  expect(told()).toMatch(/\(next look in 39 s\): Imunify key$/u);
  voice.end();
  told();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told()).toBe('');
});

it('a log gets a line for it, and now and then how long it still takes', async () => {
  const { voice, told } = narrator(false);
  for (const event of [STARTED, DONE, WAITING]) voice.emit(event);
  expect(told()).toMatch(
    /bought twice: the list does not show all that was done \(Imunify key\), next look in 60\.0 s\.\n$/u,
  );
  await vi.advanceTimersByTimeAsync(5000);
  expect(told()).toBe('Looking whether anything was bought twice (next look in 55 s): Imunify key\n');
  voice.end();
});
