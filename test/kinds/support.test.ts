import { describe, expect, it } from 'vitest';
import { doneIfGone } from '../../src/kinds/support/doneIfGone.ts';
import { nameFromText } from '../../src/kinds/support/nameFromText.ts';
import { productsOfParents } from '../../src/kinds/support/productsOfParents.ts';
import { parallelMap } from '../../src/kinds/support/parallelMap.ts';
import { readBeforeSending } from '../../src/kinds/support/readBeforeSending.ts';
import { saidToBeNone } from '../../src/kinds/support/saidToBeNone.ts';
import { uniqueById } from '../../src/kinds/support/uniqueById.ts';
import { ApiError } from '../../src/model/apiError.ts';
import { done } from '../../src/model/outcome.ts';
import { BUSY, DONE, LOST, NOT_SENT, REFUSED, STATED } from './support/fakeApi.ts';

const lost = new ApiError('x/list', { severity: 'error', code: 'lost', summary: 'x/list: lost', help: '' });

describe('doneIfGone', () => {
  const gone = () => Promise.resolve(false);
  const there = () => Promise.resolve(true);
  const blind = () => Promise.reject(lost);
  it.each([
    { reason: 'done needs no look', outcome: done('row'), look: blind, expected: DONE },
    { reason: 'refused, and it is gone', outcome: REFUSED, look: gone, expected: DONE },
    { reason: 'refused, and it is there', outcome: REFUSED, look: there, expected: REFUSED },
    { reason: 'refused, and no one can look', outcome: REFUSED, look: blind, expected: REFUSED },
    { reason: 'told to come back later: nothing was said of the object', outcome: BUSY, look: gone, expected: BUSY },
    { reason: 'an undocumented refusal, and it is gone', outcome: STATED, look: gone, expected: DONE },
    { reason: 'an undocumented refusal, and it is there', outcome: STATED, look: there, expected: STATED },
    {
      reason: 'an answer that was lost: the request may still be under way',
      outcome: LOST,
      look: gone,
      expected: LOST,
    },
    { reason: 'nothing was sent', outcome: NOT_SENT, look: gone, expected: NOT_SENT },
  ])('$reason', async ({ outcome, look, expected }) => {
    expect(await doneIfGone(outcome, look)).toEqual(expected);
  });

  it('lets bugs through', async () => {
    await expect(doneIfGone(REFUSED, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

describe('saidToBeNone', () => {
  it.each([
    { reason: 'something was removed', answer: done(true), expected: DONE },
    {
      reason: 'nothing was: to be looked at',
      answer: done(false),
      expected: {
        status: 'refused',
        endpoint: 'x/y',
        reason: 'x/y: the service answered that there was no such object, and removed nothing',
      },
    },
    { reason: 'a failure is handed on', answer: LOST, expected: LOST },
  ])('$reason', ({ answer, expected }) => {
    expect(saidToBeNone('x/y', answer)).toEqual(expected);
  });
});

describe('readBeforeSending', () => {
  it('turns a failed read into notSent, and nothing else', async () => {
    expect(await readBeforeSending(() => Promise.resolve(1))).toEqual(done(1));
    const reason = { status: 'notSent', endpoint: 'x/list', reason: 'x/list: lost' };
    expect(await readBeforeSending(() => Promise.reject(lost))).toEqual(reason);
    await expect(readBeforeSending(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

describe('nameFromText', () => {
  it.each([
    { reason: 'words in lower case', text: 'EU web pool', name: 'eu-web-pool' },
    { reason: 'letters without their marks', text: 'Café & Zürich', name: 'cafe-zurich' },
    { reason: 'nothing of another script', text: '東京', name: '' },
    {
      reason: 'forty characters',
      text: `${'a'.repeat(19)} ${'b'.repeat(20)}`,
      name: `${'a'.repeat(19)}-${'b'.repeat(20)}`,
    },
    {
      reason: 'no word that would make it longer',
      text: `${'a'.repeat(20)} ${'b'.repeat(20)} c`,
      name: 'a'.repeat(20),
    },
    { reason: 'the beginning of a first word that is too long', text: 'a'.repeat(50), name: 'a'.repeat(40) },
  ])('keeps $reason', ({ text, name }) => {
    expect(nameFromText(text)).toBe(name);
  });
});

describe('productsOfParents', () => {
  it('names each product once, in one order, and none for a key that shows none', () => {
    const under = ['CLP', undefined, 'CL', 'CLP'].map((product, at) => ({
      ...{ type: 'x', id: String(at), spec: product === undefined ? {} : { product } },
    }));
    expect(productsOfParents(under)).toEqual(['CL', 'CLP']);
  });
});

describe('uniqueById', () => {
  const live = (id: string, limit: number) => ({ type: 'x', id, spec: { limit } });

  it('drops a row that says the same again and keeps the order', () => {
    expect(uniqueById('x/list', [live('b', 1), live('a', 2), live('b', 1)])).toEqual([live('b', 1), live('a', 2)]);
  });

  it('refuses rows that contradict each other', () => {
    expect(() => uniqueById('x/list', [live('a', 1), live('a', 2)])).toThrow(ApiError);
  });
});

describe('parallelMap', () => {
  const soon = () => new Promise<void>((resolve) => void setImmediate(resolve));

  it('keeps at most the limit under way and answers in order', async () => {
    let underWay = 0;
    let most = 0;
    const results = await parallelMap([1, 2, 3, 4, 5], 2, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      // The later an item, the sooner it is finished.
      for (let turn = item; turn < 6; turn += 1) await soon();
      underWay -= 1;
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const mapping = parallelMap([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await soon();
      if (item === 1) throw new Error('first');
      await soon();
    });
    await expect(mapping).rejects.toThrow('first');
    for (let turn = 0; turn < 10; turn += 1) await soon();
    expect(begun).toEqual([1, 2]);
  });

  it('does nothing for no items', async () => {
    expect(await parallelMap([], 3, () => Promise.reject(new Error('called')))).toEqual([]);
  });
});
