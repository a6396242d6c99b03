import { describe, expect, it } from 'vitest';
import { imunifyServer } from '../../src/kinds/imunifyServer.ts';
import { ApiError } from '../../src/model/apiError.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { DONE, STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: imunifyServer,
  contents: KEYS_WITH_SERVERS,
  existing: 'SSERVER_1',
  under: ['IM1OLD', 'IM1NEW'].map((id) => ({ type: 'imunify_key', id, spec: {} })),
  changes: [{ key: 'IM1NEW' }],
});

const TYPE = 'imunify_server';

function under(...ids: string[]) {
  return {
    all: true,
    specs: [],
    names: new Set<string>(),
    under: ids.map((id) => ({ type: 'imunify_key', id, spec: {} })),
  };
}

describe('imunify_server', () => {
  it('carries the last check-in where the list tells', async () => {
    const { api } = fakeApi({
      'imunify.servers': [
        { id: 'S1', key: 'K1', lastCheckin: 7 },
        { id: 'S2', key: 'K1' },
      ],
    });
    expect(await imunifyServer.list(api.read, under('K1'))).toEqual([
      { type: TYPE, id: 'S1', name: 'S1', spec: { key: 'K1' }, lastCheckin: 7 },
      { type: TYPE, id: 'S2', name: 'S2', spec: { key: 'K1' } },
    ]);
  });

  it('makes no call without a key to look under', async () => {
    const { api, calls } = fakeApi({});
    expect(await imunifyServer.list(api.read, under())).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('plans nothing from lists between which a server moved', async () => {
    const { api } = fakeApi({ 'imunify.servers': (key: string) => [{ id: 'S1', key }] });
    const listing = imunifyServer.list(api.read, under('K1', 'K2'));
    await expect(listing).rejects.toMatchObject({
      endpoint: 'im/srv/list',
      diagnostic: { code: 'contradictory-list' },
    });
    await expect(listing).rejects.toBeInstanceOf(ApiError);
  });

  it.each([
    { reason: 'it sits on its key still', on: { K1: ['S1'], K2: [] }, outcome: STATED, looked: ['K1'] },
    { reason: 'someone moved it to another key', on: { K1: [], K2: ['S1'] }, outcome: STATED, looked: ['K1', 'K2'] },
    { reason: 'it is on no key at all', on: { K1: [], K2: [] }, outcome: DONE, looked: ['K1', 'K2'] },
    { reason: 'its key is gone and it is nowhere', on: { K2: [] }, outcome: DONE, looked: ['K2'] },
  ])('settles a removal that was turned down by looking: $reason', async ({ on, outcome, looked }) => {
    const servers = new Map<string, string[]>(Object.entries(on));
    const { api, calls } = fakeApi({
      'imunify.removeServer': STATED,
      'imunify.keys': [...servers.keys()].map((key) => ({ key, code: 'AVP', limit: 0 })),
      'imunify.servers': (key: string) => (servers.get(key) ?? []).map((id) => ({ id, key })),
    });
    const live = { type: TYPE, id: 'S1', name: 'S1', spec: { key: 'K1' } };
    expect(await imunifyServer.remove?.(api, live)).toEqual(outcome);
    expect(calls.filter(([name]) => name === 'imunify.servers').map(([, key]) => key)).toEqual(looked);
  });

  it('has its removal flagged, and its move not', () => {
    expect(imunifyServer.hazards?.({ action: 'remove', fields: [] })).toMatchObject([{ name: 'removes-servers' }]);
    expect(imunifyServer.hazards?.({ action: 'update', fields: ['key'] })).toEqual([]);
  });
});
