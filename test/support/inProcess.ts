import { createClient } from '../../src/cln/client.ts';
import { Credentials } from '../../src/cln/credentials.ts';
import type { Transport, TransportResult } from '../../src/cln/transport.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/emulator.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatorResponse } from '../../src/emulator/exchange.ts';
import type { Api } from '../../src/model/api/api.ts';
import type { System } from '../../src/model/system.ts';

/** 2024-05-01: a fixed moment, so that tokens and check-ins are the same in every run. */
export const TEST_NOW = Date.UTC(2024, 4, 1, 12);

/** A clock that moves only when someone sleeps, and no chance. */
export function testSystem(start: number = TEST_NOW): System {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    sleep(ms) {
      now += ms;
      return Promise.resolve();
    },
  };
}

/** The emulator as a transport: what TCP would do to an answer is said instead of done. */
export function inProcessTransport(emulator: Pick<Emulator, 'handle'>): Transport {
  return {
    send({ method, path, query, body }) {
      const response = emulator.handle({
        method,
        path: `/api/${path}`,
        query,
        ...(body === undefined ? {} : { body }),
      });
      return Promise.resolve(carried(response));
    },
  };
}

function carried({ status, headers, body, transport }: EmulatorResponse): TransportResult {
  switch (transport) {
    case undefined:
      return { kind: 'answered', status, headers, body };
    case 'reset':
      return { kind: 'lost', reason: 'the connection was reset' };
    case 'truncate':
      return { kind: 'lost', reason: 'the answer was cut off' };
    case 'hang':
      return { kind: 'timedOut', reason: 'no answer in time' };
    default:
      return transport satisfies never;
  }
}

export interface TestAccount {
  readonly emulator: Emulator;
  readonly api: Api;
  readonly system: System;
}

/** The real client against an emulated account, within the process and on one clock. */
export function testAccount(options: EmulatorOptions = {}, system: System = testSystem()): TestAccount {
  const emulator = createEmulator({ now: () => system.now(), ...options });
  const credentials = new Credentials(emulator.login, emulator.secret);
  return { emulator, api: createClient({ transport: inProcessTransport(emulator), credentials, system }), system };
}
