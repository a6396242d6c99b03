import { describe, expect, it } from 'vitest';
import { cloudlinuxKey } from '../../src/kinds/cloudlinuxKey.ts';
import { makeMarker } from '../../src/model/marker.ts';
import { done } from '../../src/model/outcome.ts';
import { CLOUDLINUX_CODES } from '../../src/model/product.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { DONE, STATED, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: cloudlinuxKey,
  block: { name: 'shared', value: { product: 'CL', limit: 10, note: 'shared hosting' } },
  spec: { product: 'CL', limit: 10, note: 'shared hosting' },
  changes: [{ limit: 30 }, { note: '42' }, { limit: 2, note: '' }],
});

const MARKER = makeMarker('web', 'k3f9a1b2');
const row = { key: 'K1', productType: 'CLP', limit: 5, description: '' };

describe('cloudlinux_key', () => {
  it.each([
    { reason: 'everything is wanted: every product', all: true, specs: [], asked: [...CLOUDLINUX_CODES].sort() },
    {
      reason: 'everything is wanted, and the state knows a product that this version does not',
      all: true,
      specs: [{ product: 'A_NEW_ONE' }],
      asked: [...CLOUDLINUX_CODES, 'A_NEW_ONE'].sort(),
    },
    {
      reason: 'only what is declared or bound: each product once, in order',
      all: false,
      specs: [{ product: 'Z' }, { product: 'A' }, { product: 'Z' }, {}],
      asked: ['A', 'Z'],
    },
    { reason: 'nothing is declared: no call', all: false, specs: [], asked: [] },
  ])('lists when $reason', async ({ all, specs, asked }) => {
    const { api, calls } = fakeApi({ 'cloudlinux.keys': [] });
    await cloudlinuxKey.list(api.read, { all, specs, names: new Set(), under: [] });
    expect(calls).toEqual(asked.map((product) => ['cloudlinux.keys', product]));
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
    const { api, calls } = fakeApi({ 'cloudlinux.updateKey': done({ ...row, description: sent }) });
    const live = { type: 'cloudlinux_key', id: 'K1', spec: {}, ...(marker === undefined ? {} : { marker }) };
    const next = { product: 'CLP', limit: 2, ...(note === undefined ? {} : { note }) };
    const outcome = await cloudlinuxKey.update?.(api, live, next, ['limit']);
    expect(calls).toEqual([['cloudlinux.updateKey', { key: 'K1', limit: 2, note: sent }]]);
    expect(outcome).toMatchObject({ status: 'done', value: { spec: { note: note ?? '' } } });
  });

  it.each([
    { reason: 'it is listed under its product still', product: 'CLP', there: ['CLP'], outcome: STATED, looked: 1 },
    { reason: 'it is listed no more', product: 'CLP', there: [], outcome: DONE, looked: 1 },
    {
      reason: 'its product is not known, so all are looked through',
      product: undefined,
      there: ['CLP'],
      outcome: STATED,
      looked: CLOUDLINUX_CODES.length,
    },
  ])('settles a removal that was turned down by looking: $reason', async ({ product, there, outcome, looked }) => {
    const keys = (asked: string) => ((there as readonly string[]).includes(asked) ? [row] : []);
    const { api, calls } = fakeApi({ 'cloudlinux.removeKey': STATED, 'cloudlinux.keys': keys });
    const live = { type: 'cloudlinux_key', id: 'K1', spec: product === undefined ? {} : { product } };
    expect(await cloudlinuxKey.remove?.(api, live)).toEqual(outcome);
    expect(calls).toHaveLength(1 + looked);
  });

  it('reports a note that does not fit', () => {
    const { problems } = expandWith(cloudlinuxKey, 'web', { product: 'CLP', limit: 1, note: 'n'.repeat(256) });
    expect(problems).toMatchObject([{ code: 'note-too-long', at: ['note'] }]);
  });

  it('warns that a new key has to be brought to every host', () => {
    expect(cloudlinuxKey.hazards?.({ action: 'replace', fields: ['product'] })).toMatchObject([
      { name: 'replaces-key' },
    ]);
    expect(cloudlinuxKey.hazards?.({ action: 'update', fields: ['limit'] })).toEqual([]);
  });

  it('is billed by its seats', () => {
    expect(cloudlinuxKey.billing?.({ product: 'CLP', limit: 4 })).toEqual({ product: 'CLP', units: 4 });
    expect(cloudlinuxKey.billing?.({ product: 'CLP', limit: 0 })).toEqual({ product: 'CLP', units: null });
  });
});
