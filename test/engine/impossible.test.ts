import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import type { Change } from '../../src/model/change.ts';
import { done } from '../../src/model/outcome.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Step } from '../../src/model/step.ts';
import { intercept } from '../kinds/support/intercept.ts';
import { kindLike } from '../planner/support/situation.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { carryOutWith, strike } from './support/carryOutWith.ts';

const A = 'imunify_key.a' as Address;
const SERVER = 'imunify_server.S1' as Address;
const live = { type: 'imunify_key', id: 'IM1', spec: {} };

/** A plan as no planner makes it: one change, one step. */
async function tampered(arena: Arena, change: Partial<Change>, step: Partial<Step>): Promise<Plan> {
  const plan = await arena.plan(manifestOf({}));
  const address = change.address ?? A;
  const type = change.type ?? 'imunify_key';
  const whole: Change = {
    ...{ address, type, name: 'a', action: 'create', fields: [], hazards: [], bind: true },
    ...change,
  };
  return { ...plan, changes: [whole], steps: [{ id: 'x', op: 'put', type, addresses: [address], after: [], ...step }] };
}

describe('a plan that contradicts itself is a bug: nothing is sent', () => {
  test.each([
    { reason: 'a step of an unknown kind', change: {}, step: { type: 'quantum_key' }, says: 'quantum_key' },
    { reason: 'a step without a change', change: {}, step: { addresses: ['x.y' as Address] }, says: 'x.y' },
    { reason: 'a put of nothing', change: {}, step: { addresses: [] }, says: 'puts nothing' },
    {
      reason: 'a removal of nothing',
      change: {},
      step: { op: 'remove', addresses: [] } as const,
      says: 'removes nothing',
    },
    { reason: 'an update of nothing', change: { action: 'update' } as const, step: {}, says: 'cannot be updated' },
    {
      reason: 'a removal of what is not there',
      change: { action: 'remove' } as const,
      step: { op: 'remove' } as const,
      says: 'cannot be removed',
    },
    {
      reason: 'an adoption of what is not there',
      change: { action: 'adopt' } as const,
      step: { op: 'bind' } as const,
      says: 'is to be bound',
    },
    {
      reason: 'a create of what the API cannot make',
      change: { address: SERVER, type: 'imunify_server' },
      step: {},
      says: 'cannot be created',
    },
    {
      reason: 'a child of a key that is not bound',
      change: { address: SERVER, type: 'imunify_server', action: 'update', live, target: { key: { ref: A } } } as const,
      step: {},
      says: 'is not bound',
    },
    {
      reason: 'a take-over by an object that no call can bring up to date',
      change: { address: 'backup.x' as Address, type: 'cloudlinux_server', heir: live, heirFields: ['product'] },
      step: {},
      says: 'takes over',
    },
  ])('$reason', async ({ change, step, says }) => {
    const arena = new Arena({ contents: {} });
    await expect(arena.carryOut(await tampered(arena, change, step))).rejects.toThrow(says);
    expect(arena.mutatingCalls()).toBe(0);
  });

  test('letting go of what was let go of already does nothing', async () => {
    const arena = new Arena({ contents: {} });
    const result = await arena.carryOut(await tampered(arena, { action: 'forget' }, { op: 'forget' }));
    expect(result.diagnostics).toEqual([]);
    expect(arena.store.commits).toBe(0);
  });
});

describe('a kind that breaks its contract is found out', () => {
  test('an answer that leaves one out', async () => {
    const kind = kindLike({ type: 'many', fields: { on: {} }, putMany: () => Promise.resolve(done([])) });
    const arena = new Arena({ contents: {} });
    const plan = await tampered(arena, { address: 'many.x' as Address, type: 'many', target: { on: true } }, {});
    const kinds = new Map([...KINDS, ['many', kind]]);
    await expect(carryOutWith(arena, plan, { kinds })).rejects.toThrow('leaves out many.x');
  });

  test('a field that comes after the create, and no call to put it', async () => {
    const made = { type: 'late', id: '1', name: 'x', spec: {} };
    const kind = kindLike({
      type: 'late',
      identity: 'natural',
      fields: { on: { afterCreate: true } },
      create: () => Promise.resolve(done(made)),
    });
    const arena = new Arena({ contents: {} });
    const plan = await tampered(arena, { address: 'late.x' as Address, type: 'late', target: { on: true } }, {});
    const kinds = new Map([...KINDS, ['late', kind]]);
    await expect(carryOutWith(arena, plan, { kinds })).rejects.toThrow('has no update');
  });

  test.each([
    { reason: 'in the list before a create', blocks: { imunify_keys: { a: { product: '360_30', limit: 1 } } } },
    { reason: 'in the list after a refused removal', blocks: {}, exclusive: ['kernelcare_key'] },
  ])('a bug $reason is not taken for the service’s', async ({ blocks, exclusive = [] }) => {
    const arena = new Arena(exclusive.length === 0 ? { contents: {} } : {});
    const plan = await arena.plan(manifestOf(blocks, { exclusive: new Set(exclusive) }));
    const api = intercept(arena.account.api, {
      read: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(carryOutWith(arena, plan, { api })).rejects.toThrow('a bug');
  });
});

describe('a removal that is turned down', () => {
  const exclusive = { exclusive: new Set(['kernelcare_key']) };
  const refused = { status: 'refused', endpoint: 'kcare/key/delete', reason: 'no' } as const;

  test('is not remembered when it did not leave the machine', async () => {
    const arena = new Arena();
    const api = intercept(arena.account.api, { write: () => ({ ...refused, status: 'notSent' }) });
    const result = await carryOutWith(arena, await arena.plan(manifestOf({}, exclusive)), { api });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['not-sent']);
    expect(arena.store.state.unremovable).toEqual([]);
  });

  test('is not remembered of an object that is no longer there', async () => {
    const arena = new Arena();
    const plan = await arena.plan(manifestOf({}, exclusive));
    const { kernelcareKeys } = arena.account.emulator.account;
    for (const { key } of kernelcareKeys.rows()) kernelcareKeys.remove(key);
    const api = intercept(arena.account.api, { write: () => refused });
    const result = await carryOutWith(arena, plan, { api });
    expect(result.diagnostics.map(({ code }) => code)).toEqual([]);
    expect(arena.store.state.unremovable).toEqual([]);
  });

  test('is not remembered while the list cannot be read', async () => {
    const arena = new Arena({ shape: { refusals: 400 } });
    const plan = await arena.plan(manifestOf({}, exclusive));
    strike(arena, { endpoint: 'kcare/key/list', do: 'html' });
    const result = await arena.carryOut(plan);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['refused']);
    expect(arena.store.state.unremovable).toEqual([]);
  });
});
