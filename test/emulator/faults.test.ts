import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults.ts';
import { parseFaultRule } from '../../src/emulator/faults.ts';
import { dataOf, json, send, small } from './support.ts';

const CREATE = { code: 'AVP', limit: 1 };

function rule(text: string): FaultRule {
  const result = parseFaultRule(text);
  if (!result.ok) throw new Error(result.diagnostic.summary);
  return result.value;
}

describe('parseFaultRule', () => {
  it.each<{ text: string; value: FaultRule }>([
    { text: 'do=reset', value: { endpoint: '*', do: 'reset', when: 'before' } },
    {
      text: 'endpoint=im/key/create,nth=2,when=after,do=502',
      value: { endpoint: 'im/key/create', do: '502', when: 'after', nth: 2 },
    },
    {
      text: 'endpoint=ipl/*, do=429, retry-after=1, probability=0.1, count=3',
      value: { endpoint: 'ipl/*', do: '429', when: 'before', retryAfter: 1, probability: 0.1, count: 3 },
    },
    { text: 'do=truncate', value: { endpoint: '*', do: 'truncate', when: 'after' } },
    { text: 'do=delay,delay=20', value: { endpoint: '*', do: 'delay', when: 'after', delayMs: 20 } },
    {
      text: 'do=refuse,message=No,method=post,calls=writes',
      value: { endpoint: '*', do: 'refuse', when: 'before', message: 'No', method: 'POST', calls: 'writes' },
    },
  ])('reads $text', ({ text, value }) => {
    expect(parseFaultRule(text)).toEqual({ ok: true, value });
  });

  it.each([
    { text: 'nth=1', says: 'does not say what to do', help: 'refuse' },
    { text: 'do=rest', says: 'unknown fault `rest`', help: 'Did you mean `reset`?' },
    { text: 'do=reset,endpiont=x', says: 'unknown fault setting `endpiont`', help: 'Did you mean `endpoint`?' },
    { text: 'do=reset,when=during', says: 'unknown moment `during`', help: 'before, after' },
    { text: 'do=truncate,when=before', says: 'cannot come before', help: 'Leave when= out' },
    { text: 'do=reset,nth=0', says: '`nth=0`', help: 'from 1' },
    { text: 'do=reset,nth=1.5', says: '`nth=1.5`', help: 'whole number' },
    { text: 'do=reset,probability=2', says: '`probability=2`', help: 'from 0 to 1' },
    { text: 'do=reset,count=', says: '`count=`', help: 'whole number' },
    { text: 'do=reset,calls=lists', says: 'unknown kind of calls', help: 'reads, writes' },
  ])('refuses $text with help', ({ text, says, help }) => {
    const result = parseFaultRule(text);
    expect(result.ok ? '' : result.diagnostic.summary).toContain(says);
    expect(result.ok ? '' : result.diagnostic.help).toContain(help);
  });
});

describe('when a fault strikes', () => {
  const struck = (text: string, targets: readonly string[], seed = 1) => {
    const emulator = small({ faults: [rule(text)], seed });
    for (const target of targets) send(emulator, target, CREATE);
    return emulator.ledger.calls.map((call) => call.fault !== undefined);
  };
  const LIST = 'GET im/key/list.json';
  const MAKE = 'GET im/key/create.json';

  it.each([
    { reason: 'always', text: 'do=500', targets: [LIST, MAKE], expected: [true, true] },
    { reason: 'on its endpoint', text: 'endpoint=im/key/list,do=500', targets: [LIST, MAKE], expected: [true, false] },
    { reason: 'on a glob', text: 'endpoint=im/*/list,do=500', targets: [LIST, MAKE], expected: [true, false] },
    { reason: 'not on a part of the name', text: 'endpoint=key,do=500', targets: [LIST], expected: [false] },
    { reason: 'on the nth', text: 'nth=2,do=500', targets: [LIST, LIST, LIST], expected: [false, true, false] },
    {
      reason: 'from the nth on',
      text: 'nth=2,count=2,do=500',
      targets: [LIST, LIST, LIST, LIST],
      expected: [false, true, true, false],
    },
    { reason: 'so many times', text: 'count=1,do=500', targets: [LIST, LIST], expected: [true, false] },
    { reason: 'on writes', text: 'calls=writes,do=500', targets: [LIST, MAKE], expected: [false, true] },
    { reason: 'on reads', text: 'calls=reads,do=500', targets: [LIST, MAKE], expected: [true, false] },
    {
      reason: 'on a method',
      text: 'method=POST,do=500',
      targets: [MAKE, 'POST els/key/create.json'],
      expected: [false, true],
    },
    {
      reason: 'never by chance of zero',
      text: 'probability=0,do=500',
      targets: [LIST, MAKE],
      expected: [false, false],
    },
    { reason: 'stale on lists alone', text: 'do=stale', targets: [MAKE, LIST], expected: [false, true] },
  ])('$reason: $text', ({ text, targets, expected }) => {
    expect(struck(text, targets)).toEqual(expected);
  });

  it('by chance, the same for the same seed', () => {
    const calls = Array.from({ length: 400 }, () => LIST);
    const first = struck('probability=0.25,do=500', calls, 7);
    expect(struck('probability=0.25,do=500', calls, 7)).toEqual(first);
    expect(struck('probability=0.25,do=500', calls, 8)).not.toEqual(first);
    expect(first.filter(Boolean).length).toBeGreaterThan(60);
    expect(first.filter(Boolean).length).toBeLessThan(140);
  });

  it('spares the console', () => {
    const emulator = small({ faults: [rule('do=reset')] });
    expect(emulator.console({ method: 'GET', path: '/api/im/key/list.json' }).status).toBe(200);
  });

  it('counts for every rule, and the first that is due wins', () => {
    const emulator = small({ faults: [rule('nth=1,do=500'), rule('nth=2,do=429')] });
    const statuses = [1, 2, 3].map(() => send(emulator, LIST).status);
    expect(statuses).toEqual([500, 429, 200]);
  });
});

describe('what a fault does', () => {
  const answers = {
    refuse: { status: 200, body: /"success":false,"message":"Operation is not allowed"/ },
    '500': { status: 500, body: /Unexpected server error/ },
    '502': { status: 502, body: /<html>/ },
    '429': { status: 429, body: /<html>/ },
    html: { status: 200, body: /<html>/ },
    reset: { status: 0, body: /^$/, transport: 'reset' },
    hang: { status: 0, body: /^$/, transport: 'hang' },
  };

  it.each(
    Object.entries(answers).flatMap(([action, answer]) =>
      (['before', 'after'] as const).map((when) => ({ action, when, answer })),
    ),
  )('$action, $when the effect', ({ action, when, answer }) => {
    const emulator = small({ faults: [rule(`endpoint=im/key/create,do=${action},when=${when}`)] });
    const { status, body, transport } = send(emulator, 'GET im/key/create.json', CREATE);
    expect({ status, transport }).toEqual({
      status: answer.status,
      transport: 'transport' in answer ? answer.transport : undefined,
    });
    expect(body).toMatch(answer.body);
    expect(emulator.account.imunifyKeys.size).toBe(when === 'after' ? 4 : 3);
    expect(emulator.ledger.calls).toMatchObject([
      {
        ...{ applied: when === 'after', outcome: when === 'after' ? 'done' : 'not-reached', mutating: true, status },
        fault: { do: action, when },
      },
    ]);
  });

  it('gives Retry-After and the text of a refusal when asked', () => {
    const emulator = small({
      faults: [rule('nth=1,do=429,retry-after=7'), rule('nth=2,do=refuse,message=Key limit exceeded')],
    });
    expect(send(emulator, 'GET im/key/list.json').headers['retry-after']).toBe('7');
    expect(json(send(emulator, 'GET im/key/list.json'))).toMatchObject({
      success: false,
      message: 'Key limit exceeded',
    });
  });

  it('leaves the whole body to be cut, and the answer to be delayed', () => {
    const emulator = small({ faults: [rule('nth=1,do=truncate'), rule('nth=2,do=delay,delay=50')] });
    const whole = send(small(), 'GET im/key/list.json').body;
    expect(send(emulator, 'GET im/key/list.json')).toMatchObject({ status: 200, body: whole, transport: 'truncate' });
    expect(send(emulator, 'GET im/key/list.json')).toMatchObject({ status: 200, body: whole, delayMs: 50 });
  });

  it('shows a list as of before the last write, not counting writes that changed nothing', () => {
    const emulator = small({ faults: [rule('endpoint=im/key/list,nth=2,do=stale')] });
    send(emulator, 'GET im/key/create.json', CREATE);
    send(emulator, 'GET im/key/create.json', CREATE);
    send(emulator, 'GET im/key/remove.json', { key: 'unknown' });
    const counts = [1, 2, 3].map(() => (dataOf(emulator, 'GET im/key/list.json') as unknown[]).length);
    expect(counts).toEqual([5, 4, 5]);
  });

  it('does not change the keys that a run gives out', () => {
    const keys = (faults: readonly FaultRule[]) => {
      const emulator = small({ faults });
      for (let i = 0; i < 5; i += 1) send(emulator, 'GET im/key/create.json', CREATE);
      return emulator.account.imunifyKeys.rows().map(({ key }) => key);
    };
    expect(keys([rule('probability=0.5,do=reset,when=after')])).toEqual(keys([]));
  });
});
