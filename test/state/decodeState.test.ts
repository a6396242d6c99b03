import { describe, expect, it } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Binding, Intent, State } from '../../src/model/state.ts';
import { decodeState } from '../../src/state/decodeState.ts';
import { encodeState } from '../../src/state/encodeState.ts';
import { fc, fuzz } from '../support/fc.ts';

const WEB = makeAddress('thing', 'web');

/** Every member that a state can have, so that none is lost on the way to disk and back. */
const BINDING: Required<Binding> = {
  type: 'thing',
  id: 'K1',
  applied: { b: [1, { c: null }], a: true },
  protect: true,
  made: true,
  seq: 3,
  replacedBy: makeAddress('thing', 'new'),
  missingSince: 1_714_564_800_000,
  doubted: ['note'],
};
const INTENT: Required<Intent> = {
  seq: 4,
  address: WEB,
  type: 'thing',
  spec: { limit: 5 },
  marker: '[clnform:web#k3f9]',
  idsBefore: ['K1', 'K2'],
  since: 1_714_564_800_000,
  phase: 'made',
  id: 'K3',
  guessed: true,
  denied: true,
  delta: { field: 'limit', id: 'K1', from: 5, to: 10 },
};
const STATE: State = {
  version: 1,
  lineage: 'lineage',
  serial: 7,
  account: 'acme',
  seq: 4,
  bindings: { [WEB]: BINDING },
  intents: [INTENT],
  unremovable: [{ type: 'thing', id: 'K9', reason: 'default key' }],
};

const encoded = encodeState(STATE);
const tampered = (edit: (state: Record<string, unknown>) => void): string => {
  const copy = JSON.parse(encoded) as Record<string, unknown>;
  edit(copy);
  return JSON.stringify(copy);
};
const binding = (value: unknown) => tampered((s) => (s.bindings = { 'thing.web': value }));
const intent = (value: object) => tampered((s) => (s.intents = [{ ...INTENT, ...value }]));

describe('decodeState', () => {
  it('reads back every member of a state', () => {
    expect(decodeState(encoded)).toEqual({ status: 'ok', state: STATE });
  });

  it('reads back any state, and equal states are equal text', () => {
    const text = fc.string({ minLength: 1, unit: 'binary' });
    const spec = fc
      .dictionary(text, fc.jsonValue({ maxDepth: 3 }))
      .filter((d) => !hasProto(d)) as fc.Arbitrary<JsonObject>;
    const address = fc.tuple(fc.stringMatching(/^[a-z_]{1,8}$/), text).map(([type, name]) => makeAddress(type, name));
    const bound = fc.record({ type: text, id: text, applied: spec });
    const state = fc
      .record({ lineage: text, account: text, serial: fc.nat(), bindings: fc.dictionary(address, bound) })
      .map((part): State => ({ version: 1, seq: 0, intents: [], unremovable: [], ...part }));
    fc.assert(
      fc.property(state, (s) => {
        const decoded = decodeState(encodeState(s));
        expect(decoded.status).toBe('ok');
        if (decoded.status !== 'ok') return;
        expect(JSON.parse(JSON.stringify(decoded.state))).toEqual(JSON.parse(JSON.stringify(s)));
        const backwards = Object.fromEntries(Object.entries(s.bindings).reverse()) as Record<Address, Binding>;
        expect(encodeState({ ...s, bindings: backwards })).toBe(encodeState(s));
      }),
      { numRuns: 200 * fuzz },
    );
  });

  it('reads an intent of an older version, which wrote no time, as an old one', () => {
    const decoded = decodeState(intent({ since: undefined }));
    expect(decoded).toMatchObject({ status: 'ok', state: { intents: [{ ...INTENT, since: 0 }] } });
  });

  it('reads an intent that was given up', () => {
    expect(decodeState(intent({ phase: 'free' }))).toMatchObject({ state: { intents: [{ phase: 'free' }] } });
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes no difference of %s', (field) => {
    expect(decodeState(intent({ delta: { ...INTENT.delta, field } }))).toMatchObject({
      status: 'corrupt',
      problem: expect.stringContaining('delta.field is no name of a field') as string,
    });
  });

  it('reads a counter that has only just room to go on', () => {
    expect(decodeState(tampered((s) => (s.serial = 2 ** 52)))).toMatchObject({ state: { serial: 2 ** 52 } });
  });

  it('takes no text that was cut off', () => {
    for (let length = 0; length < encoded.trimEnd().length; length++) {
      expect(decodeState(encoded.slice(0, length)).status).toBe('corrupt');
    }
  });

  it.each([
    { reason: 'an empty file is no empty state', text: '', problem: 'not whole JSON' },
    { reason: 'zeros, as a crash of the file system leaves', text: '\u0000'.repeat(64), problem: 'not whole JSON' },
    { reason: 'a conflict mark of a merge', text: `<<<<<<< HEAD\n${encoded}`, problem: 'not whole JSON' },
    { reason: 'not an object', text: '[]', problem: 'the state is not an object' },
    { reason: 'null', text: 'null', problem: 'the state is not an object' },
    { reason: 'another program', text: '{"version":4,"terraform_version":"1.9.0"}', status: 'newer' },
    { reason: 'a later format', text: tampered((s) => (s.version = 2)), status: 'newer' },
    { reason: 'a format before the first', text: tampered((s) => (s.version = 0)), problem: 'version is 0' },
    { reason: 'a version in words', text: tampered((s) => (s.version = '1')), problem: 'version is not' },
    { reason: 'no version', text: tampered((s) => delete s.version), problem: 'version is not' },
    { reason: 'no bindings', text: tampered((s) => delete s.bindings), problem: 'has no "bindings"' },
    { reason: 'an unknown member', text: tampered((s) => (s.extra = 1)), problem: 'unknown "extra"' },
    { reason: 'a negative serial', text: tampered((s) => (s.serial = -1)), problem: 'serial is not' },
    { reason: 'half a serial', text: tampered((s) => (s.serial = 1.5)), problem: 'serial is not' },
    { reason: 'a serial beyond exactness', text: tampered((s) => (s.serial = 2 ** 53)), problem: 'serial is not' },
    {
      reason: 'a serial that none came to',
      text: tampered((s) => (s.serial = 2 ** 52 + 1)),
      problem: 'serial is larger',
    },
    { reason: 'a counter that none came to', text: tampered((s) => (s.seq = 2 ** 53 - 1)), problem: 'seq is larger' },
    {
      reason: 'a moment that is no date',
      text: binding({ ...BINDING, missingSince: 9e15 }),
      problem: '.missingSince is larger',
    },
    { reason: 'no account', text: tampered((s) => (s.account = '')), problem: 'account is not a text' },
    { reason: 'bindings as a list', text: tampered((s) => (s.bindings = [])), problem: 'bindings is not an object' },
    {
      reason: 'an address without a name',
      text: encoded.replace('"thing.web": {', '"thing.": {'),
      problem: 'no address',
    },
    { reason: 'a binding without an id', text: binding({ type: 't', applied: {} }), problem: 'has no "id"' },
    { reason: 'an empty id', text: binding({ type: 't', id: '', applied: {} }), problem: '.id is not a text' },
    { reason: 'an id as a number', text: binding({ type: 't', id: 5, applied: {} }), problem: '.id is not a text' },
    {
      reason: 'false is left out, not written',
      text: binding({ ...BINDING, protect: false }),
      problem: 'neither true',
    },
    { reason: 'an unknown member of a binding', text: binding({ ...BINDING, x: 1 }), problem: 'unknown "x"' },
    {
      reason: 'a prototype among the bindings',
      text: encoded.replace('"bindings": {', '"bindings": {"__proto__": {},'),
      problem: 'unknown "__proto__"',
    },
    {
      reason: 'a prototype deep in a spec',
      text: encoded.replace('"c":null', '"c":{"__proto__":{"protect":true}}'),
      problem: 'unknown "__proto__"',
    },
    {
      reason: 'one address twice, as two merged files have it',
      text: encoded.replace('"bindings": {', '"bindings": {"thing.web": {"type":"thing","id":"K2","applied":{}},'),
      problem: 'the same member twice',
    },
    {
      reason: 'a number that JSON can write and a double cannot hold',
      text: encoded.replace('"limit": 5', '"limit": 1e999'),
      problem: 'too large',
    },
    {
      reason: 'nested without end',
      text: encoded.replace('"limit": 5', `"limit": ${'['.repeat(99)}${']'.repeat(99)}`),
      problem: 'too deep',
    },
    { reason: 'an intent past the counter', text: intent({ seq: 5 }), problem: 'past the state' },
    {
      reason: 'an intent in no phase',
      text: intent({ phase: 'done' }),
      problem: 'phase is none of "sent", "free", "made" and "lost"',
    },
    {
      reason: 'an intent without the list before it',
      text: intent({ idsBefore: null }),
      problem: 'idsBefore is not an array',
    },
    {
      reason: 'two intents of one number',
      text: tampered((s) => (s.intents = [INTENT, INTENT])),
      problem: 'seq is used twice',
    },
    {
      reason: 'an unremovable object without a reason',
      text: tampered((s) => (s.unremovable = [{ type: 't', id: 'i' }])),
      problem: 'has no "reason"',
    },
  ])('refuses $reason', ({ text, problem, status }) => {
    const decoded = decodeState(text);
    expect(decoded.status).toBe(status ?? 'corrupt');
    if (decoded.status === 'corrupt') expect(decoded.problem).toContain(problem);
    expect(({} as { protect?: unknown }).protect, 'no prototype was touched').toBeUndefined();
  });

  it('quotes no value in what it says', () => {
    const decoded = decodeState(encoded.replace('"id": "K1"', '"id": ["SECRETKEY"]'));
    expect(JSON.stringify(decoded)).not.toContain('SECRETKEY');
    expect(JSON.stringify(decodeState(`${encoded}SECRETKEY`))).not.toContain('SECRETKEY');
  });
});

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto);
}
