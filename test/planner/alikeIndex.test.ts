import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { AlikeIndex } from '../../src/planner/alikeIndex.ts';
import { kindLike } from './support/situation.ts';

const kernelcare = KINDS.get('kernelcare_key')!;
const imunify = KINDS.get('imunify_key')!;

function foundButNumbers(kind: typeof imunify, spec: JsonObject, wanted: JsonObject): boolean {
  return new AlikeIndex(kind, [spec], (one) => one).findButNumbers(wanted) !== undefined;
}

function found(kind: typeof imunify, specs: readonly (JsonObject | undefined)[], wanted: JsonObject) {
  const index = new AlikeIndex(kind, [...specs.keys()], (place) => specs[place]);
  return index.find(wanted);
}

describe('what is just like a spec', () => {
  const web = { product: 'AVP', limit: 5, note: 'web' };

  test.each<{ reason: string; specs: readonly (JsonObject | undefined)[]; wanted: JsonObject; place?: number }>([
    { reason: 'the same in every field', specs: [{ ...web, limit: 6 }, web], wanted: web, place: 1 },
    { reason: 'the first of two', specs: [web, web], wanted: web, place: 0 },
    { reason: 'a field that the list leaves out', specs: [{ product: 'AVP', limit: 5 }], wanted: web, place: 0 },
    { reason: 'a field that is not wanted', specs: [web], wanted: { product: 'AVP', limit: 5 }, place: 0 },
    {
      reason: 'the first, whichever fields it shows',
      specs: [{ product: '360_1', limit: 5 }, { product: 'AVP', limit: 5 }, web],
      wanted: web,
      place: 1,
    },
    { reason: 'not another value', specs: [{ ...web, note: 'mail' }], wanted: web },
    { reason: 'not what shows nothing', specs: [{}, undefined], wanted: web },
    { reason: 'not a number alone', specs: [{ limit: 5 }], wanted: web },
    {
      reason: 'a number alone, where there is no more to say',
      specs: [{ limit: 5, note: '' }],
      wanted: { limit: 5 },
      place: 0,
    },
    {
      reason: 'the same with an empty text',
      specs: [{ limit: 5, note: '' }],
      wanted: { limit: 5, note: '' },
      place: 0,
    },
    { reason: 'the same where the list leaves the text out', specs: [{ limit: 5 }], wanted: { limit: 5 }, place: 0 },
    { reason: 'not another number', specs: [{ limit: 6, note: '' }], wanted: { limit: 5 } },
    { reason: 'not a number where the other has a text', specs: [{ limit: 5, note: 'mail' }], wanted: { limit: 5 } },
  ])('$reason', ({ specs, wanted, place }) => {
    expect(found(imunify, specs, wanted)).toBe(place);
  });

  test.each<{ reason: string; spec: JsonObject; wanted?: JsonObject; is: boolean }>([
    { reason: 'a limit that was changed', spec: { ...web, limit: 6 }, is: true },
    { reason: 'a limit that is not shown', spec: { product: 'AVP', note: 'web' }, is: true },
    { reason: 'not what is called otherwise', spec: { ...web, limit: 6, note: 'mail' }, is: false },
    { reason: 'not another product', spec: { ...web, product: '360_1' }, is: false },
    { reason: 'not the product alone', spec: { product: 'AVP', limit: 6 }, is: false },
    { reason: 'not an empty note', spec: { ...web, limit: 6, note: '' }, wanted: { ...web, note: '' }, is: false },
  ])('but for numbers: $reason', ({ spec, wanted = web, is }) => {
    expect(foundButNumbers(imunify, spec, wanted)).toBe(is);
  });

  test('but for numbers: not one that can never be changed, and not a set', () => {
    const disk = kindLike({ type: 'disk', fields: { name: {}, sectors: { immutable: true }, size: {}, tags: {} } });
    const spec = { name: 'a', sectors: 512, size: 1, tags: ['x'] };
    expect(foundButNumbers(disk, spec, { ...spec, size: 2 })).toBe(true);
    expect(foundButNumbers(disk, spec, { ...spec, sectors: 4096 })).toBe(false);
    expect(foundButNumbers(disk, spec, { ...spec, tags: ['y'] })).toBe(false);
  });

  test('a set is the same in any order', () => {
    const spec = { limit: 5, note: 'web', cidrs: ['203.0.113.0/24', '198.51.100.0/24'] };
    expect(found(kernelcare, [spec], { ...spec, cidrs: spec.cidrs.toReversed() })).toBe(0);
  });

  test('an object is the same in any order of its members, and a list in its own alone', () => {
    const box = kindLike({ type: 'box', fields: { name: {}, inner: {} } });
    const inner = { a: 1, b: { c: [1, 2], d: null } };
    const spec = { name: 'x', inner };
    expect(found(box, [spec], { name: 'x', inner: { b: { d: null, c: [1, 2] }, a: 1 } })).toBe(0);
    expect(found(box, [spec], { name: 'x', inner: { a: 1, b: { c: [2, 1], d: null } } })).toBeUndefined();
    expect(found(box, [spec], { name: 'x', inner: { a: 1, b: { c: [1, 2] } } })).toBeUndefined();
  });

  test('a thousand questions about a thousand things take no longer than they should', () => {
    let looks = 0;
    const things = Array.from({ length: 1000 }, (_, n) => n);
    const index = new AlikeIndex(imunify, things, (n) => {
      looks += 1;
      return { ...web, note: `${n}` };
    });
    for (const n of things) expect(index.find({ ...web, note: `${n}` })).toBe(n);
    expect(looks).toBe(things.length);
  });
});
