import { describe, expect, it } from 'vitest';
import { imunifyKey } from '../../src/kinds/imunifyKey.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { fakeApi } from './support/fakeApi.ts';

conforms({
  kind: imunifyKey,
  block: { name: 'web', value: { product: '360_30', limit: 5, note: 'EU web' } },
  spec: { product: '360_30', limit: 5, note: 'EU web' },
  changes: [{ limit: 7 }, { note: 'US web' }, { limit: 3, note: '' }],
});

const API_CALL = 'imunify.createKey';
const row = { key: 'IM1', code: '360_30', limit: 5 };

describe('imunify_key', () => {
  it.each([
    {
      reason: 'a minimal block declares the key and manages no placement',
      block: { product: 'AVP', limit: 1 },
      expected: [{ name: 'web', spec: { product: 'AVP', limit: 1 } }],
    },
    {
      reason: 'days of silence become a number, and an empty note stays declared',
      block: { product: 'AVP', limit: 0, note: '', remove_stale_servers_after: '90d' },
      expected: [{ name: 'web', spec: { product: 'AVP', limit: 0, note: '', remove_stale_servers_after: 90 } }],
    },
    {
      reason: 'each server is a resource of its own that points at the key, and is not protected with it',
      block: { product: 'AVP', limit: 1, servers: ['S1', 'S2'], protect: true },
      expected: [
        { name: 'web', spec: { product: 'AVP', limit: 1 } },
        {
          type: 'imunify_server',
          name: 'S1',
          spec: { key: { ref: 'imunify_key.web' } },
          lifecycle: {},
          at: ['servers', 0],
        },
        {
          type: 'imunify_server',
          name: 'S2',
          spec: { key: { ref: 'imunify_key.web' } },
          lifecycle: {},
          at: ['servers', 1],
        },
      ],
    },
    {
      reason: 'servers of a key that is let go of are let go of with it',
      block: { product: 'AVP', limit: 1, servers: ['S1'], forget: true },
      expected: [
        { name: 'web', spec: { product: 'AVP', limit: 1 } },
        {
          type: 'imunify_server',
          name: 'S1',
          spec: { key: { ref: 'imunify_key.web' } },
          lifecycle: { forget: true },
          at: ['servers', 0],
        },
      ],
    },
  ])('expands: $reason', ({ block, expected }) => {
    expect(expandWith(imunifyKey, 'web', block)).toEqual({ declarations: expected, problems: [] });
  });

  it('shows occupants and a note only where the list has them', async () => {
    const { api } = fakeApi({ 'imunify.keys': [row, { ...row, key: 'IM2', servers: 3, note: 'x' }] });
    const scope = { all: true, specs: [], names: new Set<string>(), under: [] };
    expect(await imunifyKey.list(api.read, scope)).toEqual([
      { type: 'imunify_key', id: 'IM1', spec: { product: '360_30', limit: 5 } },
      { type: 'imunify_key', id: 'IM2', spec: { product: '360_30', limit: 5, note: 'x' }, occupants: 3 },
    ]);
  });

  it.each([
    { reason: 'an undeclared note is not sent', spec: { product: 'AVP', limit: 2 }, sent: { code: 'AVP', limit: 2 } },
    {
      reason: 'clnform’s own fields are never sent',
      spec: { product: 'AVP', limit: 2, note: 'n', remove_stale_servers_after: 9 },
      sent: { code: 'AVP', limit: 2, note: 'n' },
    },
  ])('creates: $reason', async ({ spec, sent }) => {
    const { api, calls } = fakeApi({ [API_CALL]: done(row) });
    await imunifyKey.create?.(api, spec);
    expect(calls).toEqual([[API_CALL, sent]]);
  });

  it.each([
    { reason: 'a note that did not change is kept by not sending it', fields: ['limit'], sent: {} },
    { reason: 'a changed note is sent', fields: ['note'], sent: { note: 'n' } },
  ])('updates: $reason', async ({ fields, sent }) => {
    const { api, calls } = fakeApi({ 'imunify.updateKey': done(row) });
    const live = { type: 'imunify_key', id: 'IM1', spec: {} };
    await imunifyKey.update?.(api, live, { product: 'AVP', limit: 2, note: 'n' }, fields);
    expect(calls).toEqual([['imunify.updateKey', { key: 'IM1', limit: 2, ...sent }]]);
  });

  it('is billed by its seats, and not at all countably without a limit', () => {
    expect(imunifyKey.billing?.({ product: 'AVP', limit: 4 })).toEqual({ product: 'AVP', units: 4 });
    expect(imunifyKey.billing?.({ product: 'AVP', limit: 0 })).toEqual({ product: 'AVP', units: null });
  });

  it('tells after how many days its servers are stale', () => {
    expect(imunifyKey.staleAfterDays?.({ product: 'AVP', limit: 1, remove_stale_servers_after: 30 })).toBe(30);
    expect(imunifyKey.staleAfterDays?.({ product: 'AVP', limit: 1 })).toBeUndefined();
  });
});
