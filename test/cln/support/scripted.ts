import type { Api } from '../../../src/model/api/api.ts';
import type { System } from '../../../src/model/system.ts';
import { type ClientOptions, createClient } from '../../../src/cln/client.ts';
import { Credentials } from '../../../src/cln/credentials.ts';
import type { Transport, TransportRequest, TransportResult } from '../../../src/cln/transport.ts';

export const NOW = Date.UTC(2026, 0, 15, 12, 0, 0);
export const SECRET = 's3cr3t-of-acme';

/** A clock that only sleeping moves, and a middling chance. */
export function virtualSystem(): System & { readonly slept: number[] } {
  let now = NOW;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

/** Answers with the given results, the last one again and again, and notes what was asked. */
export function scripted(...results: TransportResult[]): Transport & { readonly requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  return {
    requests,
    send: async (request) => {
      requests.push(request);
      const result = results[Math.min(requests.length, results.length) - 1];
      if (result === undefined) throw new Error('the script is empty');
      return result;
    },
  };
}

export function answered(body: unknown, status = 200, headers: Record<string, string> = {}): TransportResult {
  return { kind: 'answered', status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A v1 success. */
export function ok(data: unknown, message: string | null = null): TransportResult {
  return answered({ success: true, message, type: null, data });
}

export function refused(message: string | null, status = 200, headers: Record<string, string> = {}): TransportResult {
  return answered({ success: false, message, type: null, data: null }, status, headers);
}

export function clientOver(transport: Transport, options: Partial<ClientOptions> = {}): Api {
  const credentials = new Credentials('acme', SECRET);
  return createClient({ transport, credentials, system: virtualSystem(), ...options });
}
