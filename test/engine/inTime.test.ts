import { describe, expect, test } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import type { System } from '../../src/model/system.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { carryOutWith, codesOf } from './support/carryOutWith.ts';

const DECLARED = {
  'a create with a marker': { blocks: { cloudlinux_keys: { web: { product: 'CL', limit: 5 } } }, call: 'v2/cl/keys' },
  'a create without one': { blocks: { imunify_keys: { web: { product: '360_30', limit: 5 } } }, call: 'im/key/create' },
  'a licence': {
    blocks: { ip_licenses: { x: { products: ['kernelcare'], ips: ['203.0.113.1'] } } },
    call: 'ipl/register',
  },
} as const;

/** The process is stopped for so long between the last look at the state and each call that changes anything. */
function stopped({ read, write }: Api, system: System, ms: number): Api {
  const paused = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name): unknown {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'object' && value !== null ? (void system.sleep(ms), value) : value;
      },
    });
  return { read, write: paused(write) };
}

describe.each(Object.entries(DECLARED))('%s', (_, { blocks, call }) => {
  test.each([
    { ms: 30_000, codes: [], calls: 1 },
    { ms: 31_000, codes: ['not-sent'], calls: 0 },
  ])('is sent $calls times when the process stood still for $ms ms before it', async ({ ms, codes, calls }) => {
    const arena = new Arena({ contents: {} });
    const { api, system } = arena.account;
    const plan = await arena.plan(manifestOf(blocks));
    const result = await carryOutWith(arena, plan, { api: stopped(api, system, ms) });
    expect(codesOf(result)).toEqual(codes);
    const sent = arena.ledger.calls.filter(({ mutating }) => mutating);
    expect(sent.map(({ endpoint }) => endpoint)).toEqual(Array(calls).fill(call));
    expect(arena.store.state.intents.filter(({ phase }) => phase === 'sent')).toEqual([]);
    if (calls === 1) return;
    expect(result.diagnostics[0]?.summary).toContain(
      '31 seconds passed between the last look at the state and the call',
    );
  });
});
