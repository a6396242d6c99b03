import { describe, expect, it } from 'vitest';
import { isValidToken, makeToken } from '../../src/emulator/token.ts';
import { NOW, json, small } from './support.ts';

const CHECK = { login: 'customer', secret: 's3cret', allowedSkew: 300 };
const GOOD = makeToken('customer', 's3cret', NOW);
const [, SECONDS = '', DIGEST = ''] = GOOD.split('|');
const REFUSED = { success: false, message: 'Authorization failed', type: null, data: null };

describe('token', () => {
  it('is login, seconds and the lower-case SHA-1 of secret and seconds', () => {
    expect(makeToken('customer_login', 'secret', 1_401_189_361_999)).toBe(
      'customer_login|1401189361|3e3ab8fb602a6e49bcbe9c2410a4b85524457007',
    );
    expect(GOOD).toMatch(/^customer\|1772366400\|[0-9a-f]{40}$/);
  });

  it.each([
    { reason: 'as made', token: GOOD, valid: true },
    { reason: 'five minutes behind', token: makeToken('customer', 's3cret', NOW - 300_000), valid: true },
    { reason: 'five minutes ahead', token: makeToken('customer', 's3cret', NOW + 300_000), valid: true },
    { reason: 'too old', token: makeToken('customer', 's3cret', NOW - 301_000), valid: false },
    { reason: 'too far ahead', token: makeToken('customer', 's3cret', NOW + 301_000), valid: false },
    { reason: 'of another login', token: makeToken('other', 's3cret', NOW), valid: false },
    { reason: 'of another secret', token: makeToken('customer', 'guess', NOW), valid: false },
    { reason: 'in upper case', token: `customer|${SECONDS}|${DIGEST.toUpperCase()}`, valid: false },
    { reason: 'with a fourth part', token: `${GOOD}|x`, valid: false },
    { reason: 'without its digest', token: `customer|${SECONDS}`, valid: false },
    { reason: 'with time in words', token: `customer|now|${DIGEST}`, valid: false },
    { reason: 'empty', token: '', valid: false },
    { reason: 'absent', token: undefined, valid: false },
  ])('is accepted or not: $reason', ({ token, valid }) => {
    expect(isValidToken(token, CHECK, NOW)).toBe(valid);
  });

  it.each(['im/key/list.json', 'v2/cl/keys', 'cl/awp', 'group/list.json', 'ab/list.json', 'kcare/key/list.json'])(
    'is needed for %s, whatever else is wrong',
    (path) => {
      const emulator = small();
      const answer = emulator.handle({ method: 'GET', path: `/api/${path}` });
      expect([answer.status, json(answer)]).toEqual([200, REFUSED]);
      expect(emulator.ledger.calls[0]).toMatchObject({ outcome: 'unauthorised', applied: false });
    },
  );

  it('never reaches the ledger', () => {
    const emulator = small();
    const token = emulator.token();
    emulator.handle({ method: 'GET', path: '/api/im/key/list.json', query: [['token', token]] });
    emulator.handle({ method: 'GET', path: `/api/kcare/nagios-res/acme/${encodeURIComponent(token)}` });
    emulator.handle({ method: 'GET', path: `/api/nagios-res/acme/${encodeURIComponent(token)}` });
    emulator.handle({ method: 'GET', path: `/api/nagios-res/acme/${token}`, query: [['token', token]] });
    expect(emulator.ledger.calls).toHaveLength(4);
    expect(JSON.stringify(emulator.ledger.calls)).not.toContain(token.split('|')[2]);
  });
});
