import { describe, expect, it } from 'vitest';
import { elsKey } from '../../src/kinds/elsKey.ts';
import { makeMarker } from '../../src/model/marker.ts';
import { done } from '../../src/model/outcome.ts';
import { ELS_CODES } from '../../src/model/product.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { DONE, STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: elsKey,
  block: { name: 'centos7', value: { product: 'ELS_FOR_CENTOS7', limit: 20, note: '123' } },
  spec: { product: 'ELS_FOR_CENTOS7', limit: 20, note: '123' },
  changes: [{ limit: 30 }, { note: 'old hosts' }, { limit: 2, note: '' }],
});

const MARKER = makeMarker('web', 'k3f9a1b2');
const row = { key: 'K1', productType: 'CELS', limit: 5, description: '' };

describe('els_key', () => {
  it.each([
    { reason: 'everything is wanted: every product', all: true, specs: [], asked: [...ELS_CODES].sort() },
    {
      reason: 'everything is wanted, and the state knows a product that this version does not',
      all: true,
      specs: [{ product: 'A_NEW_ONE' }],
      asked: [...ELS_CODES, 'A_NEW_ONE'].sort(),
    },
    {
      reason: 'only what is declared or bound: each product once, in order',
      all: false,
      specs: [{ product: 'Z' }, { product: 'A' }, { product: 'Z' }, {}],
      asked: ['A', 'Z'],
    },
    { reason: 'nothing is declared: no call', all: false, specs: [], asked: [] },
  ])('lists when $reason', async ({ all, specs, asked }) => {
    const { api, calls } = fakeApi({ 'els.keys': [] });
    await elsKey.list(api.read, { all, specs, names: new Set(), under: [] });
    expect(calls).toEqual(asked.map((product) => ['els.keys', product]));
  });

  it.each([
    { reason: 'the marker rides along', marker: MARKER, note: 'n', sent: `n ${MARKER}` },
    {
      reason: 'a note that is known nowhere is empty, and the marker stays',
      marker: MARKER,
      note: undefined,
      sent: MARKER,
    },
    { reason: 'an object without a marker gets none', marker: undefined, note: 'n', sent: 'n' },
  ])('writes the note with every update: $reason', async ({ marker, note, sent }) => {
    const { api, calls } = fakeApi({ 'els.updateKey': done({ ...row, description: sent }) });
    const live = { type: 'els_key', id: 'K1', spec: {}, ...(marker === undefined ? {} : { marker }) };
    const next = { product: 'CELS', limit: 2, ...(note === undefined ? {} : { note }) };
    const outcome = await elsKey.update?.(api, live, next, ['limit']);
    expect(calls).toEqual([['els.updateKey', { key: 'K1', limit: 2, note: sent }]]);
    expect(outcome).toMatchObject({ status: 'done', value: { spec: { note: note ?? '' } } });
  });

  it.each([
    { reason: 'it is listed under its product still', product: 'CELS', there: ['CELS'], outcome: STATED, looked: 1 },
    { reason: 'it is listed no more', product: 'CELS', there: [], outcome: DONE, looked: 1 },
    {
      reason: 'its product is not known, so all are looked through',
      product: undefined,
      there: ['CELS'],
      outcome: STATED,
      looked: ELS_CODES.length,
    },
  ])('settles a removal that was turned down by looking: $reason', async ({ product, there, outcome, looked }) => {
    const keys = (asked: string) => ((there as readonly string[]).includes(asked) ? [row] : []);
    const { api, calls } = fakeApi({ 'els.removeKey': STATED, 'els.keys': keys });
    const live = { type: 'els_key', id: 'K1', spec: product === undefined ? {} : { product } };
    expect(await elsKey.remove?.(api, live)).toEqual(outcome);
    expect(calls).toHaveLength(1 + looked);
  });

  it('reports a note that does not fit', () => {
    const { problems } = expandWith(elsKey, 'web', { product: 'CELS', limit: 1, note: 'n'.repeat(256) });
    expect(problems).toMatchObject([{ code: 'note-too-long', at: ['note'] }]);
  });

  it('warns that a new key has to be brought to every host', () => {
    expect(elsKey.hazards?.({ action: 'replace', fields: ['product'] })).toMatchObject([{ name: 'replaces-key' }]);
    expect(elsKey.hazards?.({ action: 'update', fields: ['limit'] })).toEqual([]);
  });

  it('is billed by its seats', () => {
    expect(elsKey.billing?.({ product: 'CELS', limit: 4 })).toEqual({ product: 'CELS', units: 4 });
    expect(elsKey.billing?.({ product: 'CELS', limit: 0 })).toEqual({ product: 'CELS', units: null });
  });
});

it('tells when its servers are stale', () => {
  expect(elsKey.staleAfterDays?.({ product: 'CELS', limit: 1, remove_stale_servers_after: 9 })).toBe(9);
});
