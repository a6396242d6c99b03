import { describe, expect, it } from 'vitest';
import { DOCUMENTED_FIELDS } from '../../src/cln/documentedFields.ts';
import { shapeOf } from '../../src/cln/shapeOf.ts';
import type { AnswerShape } from '../../src/model/api/answerShape.ts';
import { answered, clientOver, ok, scripted, SECRET } from './support/scripted.ts';
import { fc } from '../support/fc.ts';

function shape(body: unknown, endpoint = 'im/key/list'): AnswerShape {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const raw = { endpoint, documentedBare: false, status: 200, date: undefined, sentAt: 0, receivedAt: 0 };
  return shapeOf({ ...raw, body: text });
}

const listed = (...rows: unknown[]) => ({ success: true, message: null, data: rows });

describe('the shape of an answer', () => {
  it.each([
    { value: 5, is: 'number' },
    { value: '5', is: 'decimal-string' },
    { value: '', is: 'empty-text' },
    { value: 'some note', is: 'text' },
    { value: null, is: 'null' },
    { value: true, is: 'boolean' },
    { value: [1], is: 'list' },
    { value: { a: 1 }, is: 'object' },
    { value: '2014-04-30T11:26-0400', is: 'date-0400' },
    { value: '2014-04-30T11:26Z', is: 'dateZ' },
    { value: '2022-09-05 14:22:23.781372', is: 'date-without-zone' },
  ])('tells $is', ({ value, is }) => {
    expect(shape(listed({ note: value })).fields.note).toEqual({ [is]: 1 });
  });

  it('counts over all rows, and what is absent', () => {
    const { rows, fields } = shape(listed({ key: 'A', limit: 1 }, { key: 'B', limit: '2' }, { key: 'C' }));
    expect(rows).toBe(3);
    expect(fields.limit).toEqual({ number: 1, 'decimal-string': 1, absent: 1 });
    expect(fields.note).toEqual({ absent: 3 });
  });

  it.each([
    { reason: 'the envelope', body: listed(), form: 'wrapped', success: true },
    { reason: 'a refusal', body: { success: false, message: 'no' }, form: 'wrapped', success: false },
    { reason: 'a bare list', body: [{ key: 'A' }], form: 'bare', success: undefined },
    { reason: 'a bare object', body: { success: 'yes' }, form: 'bare', success: undefined },
    { reason: 'no JSON', body: '<html>', form: 'text', success: undefined },
    { reason: 'nothing', body: '', form: 'text', success: undefined },
  ])('tells $reason', ({ body, form, success }) => {
    const found = shape(body);
    expect({ form: found.form, success: found.success }).toEqual({ form, success });
  });

  it('names what is new where that is plainly a name, and counts the rest', () => {
    const found = shape(
      listed({ key: 'A', hostCount: 2, billing_day: '1', IM30ABCDEFGH: 1, '203.0.113.9': {}, acme99: 1 }),
    );
    expect(found.undocumented).toEqual(['billing_day', 'hostCount']);
    expect(found.withheld).toBe(3);
    expect(JSON.stringify(found)).not.toMatch(/IM30|203|acme/);
  });

  it('keeps the names of an answer in which the service chooses them', () => {
    expect(shape({ data: { secretname: 'ENABLED' }, success: true }, 'v2/features/account')).toMatchObject({
      fields: {},
      undocumented: [],
    });
  });

  it('tells how far the clock is ahead, and how sure that is', () => {
    const raw = {
      endpoint: 'status',
      documentedBare: false,
      status: 200,
      body: '{}',
      sentAt: 10_000,
      receivedAt: 12_000,
    };
    expect(shapeOf({ ...raw, date: new Date(3000).toUTCString() })).toMatchObject({ aheadMs: 7500, uncertainMs: 1500 });
    expect(shapeOf({ ...raw, date: 'yesterday' })).not.toHaveProperty('aheadMs');
  });

  it('holds nothing of what was answered, whatever was answered', () => {
    const values = fc.oneof(fc.string({ minLength: 12 }), fc.ipV4(), fc.emailAddress(), fc.integer({ min: 100_000 }));
    // Letters alone may be words, and what programmers call a field is told.
    const key = fc.string({ minLength: 16 }).filter((name) => /[^A-Za-z_]/.test(name));
    const strange = fc.oneof(fc.ipV4(), key);
    const answers = fc.constantFrom(...Object.keys(DOCUMENTED_FIELDS)).chain((endpoint) => {
      const names = fc.oneof(fc.constantFrom(...(DOCUMENTED_FIELDS[endpoint] ?? [])), strange);
      return fc.tuple(fc.constant(endpoint), fc.array(fc.dictionary(names, values), { maxLength: 4 }));
    });
    fc.assert(
      fc.property(answers, ([endpoint, data]) => {
        const { endpoint: asked, fields, undocumented, form, ...rest } = shape({ success: true, data }, endpoint);
        expect({ asked, undocumented, form }).toEqual({ asked: endpoint, undocumented: [], form: 'wrapped' });
        for (const [name, kinds] of Object.entries(fields)) {
          expect(DOCUMENTED_FIELDS[endpoint]).toContain(name);
          for (const kind of Object.keys(kinds))
            expect(kind).toMatch(/^(number|decimal-string|text|empty-text|absent|date[Z\d+:-]+|date-without-zone)$/);
        }
        for (const value of Object.values(rest)) expect(typeof value).not.toBe('string');
      }),
    );
  });
});

describe('the client’s tap', () => {
  const told = async (...results: Parameters<typeof scripted>): Promise<readonly AnswerShape[]> => {
    const shapes: AnswerShape[] = [];
    const { read } = clientOver(scripted(...results), { onShape: (seen) => shapes.push(seen) });
    await Promise.allSettled([read.imunify.keys(), read.cloudlinux.keys('CL')]);
    return shapes;
  };

  it('tells every answer, refusals too, and which are documented bare', async () => {
    const refusal = answered({ success: false, message: 'no' }, 400);
    expect(await told(refusal)).toMatchObject([
      { endpoint: 'im/key/list', documentedBare: false, status: 400, success: false },
      { endpoint: 'v2/cl/keys', documentedBare: true, status: 400, success: false },
    ]);
  });

  it('keeps quiet about an answer that holds a credential', async () => {
    expect(await told(ok([{ key: 'A', [SECRET]: 1 }]))).toEqual([]);
  });

  it('has nothing to tell of a lost answer', async () => {
    expect(await told({ kind: 'lost', reason: 'gone' })).toEqual([]);
  });
});
