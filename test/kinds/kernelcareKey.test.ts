import { describe, expect, it } from 'vitest';
import { kernelcareKey } from '../../src/kinds/kernelcareKey.ts';
import { makeMarker, markerLength } from '../../src/model/marker.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { expandWith } from './support/expandWith.ts';
import { fakeApi } from './support/fakeApi.ts';

conforms({
  kind: kernelcareKey,
  block: { name: 'fleet', value: { limit: 100, note: 'fleet', cidrs: ['203.0.113.0/24'] } },
  spec: { limit: 100, note: 'fleet', cidrs: ['203.0.113.0/24'] },
  changes: [{ cidrs: ['198.51.100.0/24', '192.0.2.7/32'] }, { cidrs: [] }],
});

const MARKER = makeMarker('fleet', 'k3f9a1b2');
const ROOM = 100 - markerLength('fleet');

describe('kernelcare_key', () => {
  it.each([
    { reason: 'no note is declared', note: undefined, markers: true, problem: undefined },
    {
      reason: 'note and marker fill the hundred characters',
      note: 'n'.repeat(ROOM),
      markers: true,
      problem: undefined,
    },
    {
      reason: 'the marker does not fit any more',
      note: 'n'.repeat(ROOM + 1),
      markers: true,
      problem: `Shorten it to ${ROOM} characters, or give up markers with "markers: off".`,
    },
    { reason: 'without markers all hundred are free', note: 'n'.repeat(100), markers: false, problem: undefined },
    {
      reason: 'without markers a hundred and one are too many',
      note: 'n'.repeat(101),
      markers: false,
      problem: 'Shorten it to 100 characters.',
    },
  ])('checks the length of a note: $reason', ({ note, markers, problem }) => {
    const block = { limit: 1, ...(note === undefined ? {} : { note }) };
    const { problems, declarations } = expandWith(kernelcareKey, 'fleet', block, markers);
    expect(problems.map(({ code, help, at }) => ({ code, help, at }))).toEqual(
      problem === undefined ? [] : [{ code: 'note-too-long', help: problem, at: ['note'] }],
    );
    expect(declarations).toHaveLength(1);
  });

  it.each([
    { reason: 'note and marker', note: 'n', marker: MARKER, sent: { limit: 3, note: `n ${MARKER}` } },
    {
      reason: 'a marker alone, when no note is declared',
      note: undefined,
      marker: MARKER,
      sent: { limit: 3, note: MARKER },
    },
    { reason: 'a note alone, when markers are off', note: 'n', marker: undefined, sent: { limit: 3, note: 'n' } },
    { reason: 'nothing, when there is neither', note: undefined, marker: undefined, sent: { limit: 3 } },
  ])('sends with a create: $reason', async ({ note, marker, sent }) => {
    const { api, calls } = fakeApi({ 'kernelcare.createKey': done('Kc1') });
    const spec = { limit: 3, ...(note === undefined ? {} : { note }), cidrs: ['192.0.2.0/24'] };
    expect(await kernelcareKey.create?.(api, spec, marker)).toEqual(
      done({
        type: 'kernelcare_key',
        id: 'Kc1',
        spec: { limit: 3, note: note ?? '' },
        ...(marker === undefined ? {} : { marker, tag: 'k3f9a1b2' }),
      }),
    );
    expect(calls).toEqual([['kernelcare.createKey', sent]]);
  });

  it.each([
    { reason: 'the networks are not what changed', fields: ['note'], cidrs: ['192.0.2.0/24'] },
    { reason: 'the networks are not known', fields: ['cidrs'], cidrs: undefined },
  ])('sends nothing when $reason', async ({ fields, cidrs }) => {
    const { api, calls } = fakeApi({});
    const live = { type: 'kernelcare_key', id: 'Kc1', spec: {} };
    const next = { limit: 1, ...(cidrs === undefined ? {} : { cidrs }) };
    expect(await kernelcareKey.update?.(api, live, next, fields)).toEqual(done(live));
    expect(calls).toEqual([]);
  });

  it.each([
    { reason: 'it was there', answered: true, keys: undefined, status: 'done' },
    { reason: 'it was gone already', answered: false, keys: [], status: 'done' },
    { reason: 'the service removed nothing', answered: false, keys: ['Kc1'], status: 'refused' },
  ])('is removed: $reason', async ({ answered, keys, status }) => {
    const { api, calls } = fakeApi({
      'kernelcare.deleteKey': done(answered),
      'kernelcare.keys': keys?.map((key) => ({ key, limit: 1, note: '' })),
    });
    const outcome = await kernelcareKey.remove?.(api, { type: 'kernelcare_key', id: 'Kc1', spec: {} });
    expect(outcome).toMatchObject({ status, ...(status === 'refused' ? { endpoint: 'kcare/key/delete' } : {}) });
    expect(calls).toEqual([['kernelcare.deleteKey', 'Kc1'], ...(keys === undefined ? [] : [['kernelcare.keys']])]);
  });

  it('warns that a new key has to be brought to every host', () => {
    expect(kernelcareKey.hazards?.({ action: 'replace', fields: ['limit'] })).toMatchObject([{ name: 'replaces-key' }]);
    expect(kernelcareKey.hazards?.({ action: 'create', fields: [] })).toEqual([]);
  });

  it('is billed by its seats and tells when its servers are stale', () => {
    expect(kernelcareKey.billing?.({ limit: 4 })).toEqual({ product: 'kernelcare', units: 4 });
    expect(kernelcareKey.billing?.({ limit: 0 })).toEqual({ product: 'kernelcare', units: null });
    expect(kernelcareKey.staleAfterDays?.({ limit: 1, remove_stale_servers_after: 9 })).toBe(9);
  });

  it('expands days of silence', () => {
    const { declarations } = expandWith(kernelcareKey, 'fleet', { limit: 1, remove_stale_servers_after: '7d' });
    expect(declarations).toEqual([{ name: 'fleet', spec: { limit: 1, remove_stale_servers_after: 7 } }]);
  });
});
