import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { parseContents } from '../../src/emulator/contents.ts';
import { NOW, SMALL, send, small } from './support.ts';
import { fc, fuzz } from '../support/fc.ts';

const TARGETS = [
  ...['GET im/key/create.json', 'GET im/key/update.json', 'GET im/key/remove.json', 'GET im/key/list.json'],
  ...['GET im/srv/list.json', 'GET im/srv/remove.json', 'GET im/srv/convert.json'],
  ...['GET kcare/key/create.json', 'GET kcare/key/delete.json', 'GET kcare/key/set_cidr.json'],
  ...['GET kcare/srv/remove.json', 'POST els/key/create.json', 'PUT els/key/update.json'],
  ...['DELETE els/key/remove.json', 'GET els/srv/list.json', 'DELETE els/srv/remove.json'],
  ...['POST v2/cl/keys', 'PATCH v2/cl/keys', 'DELETE v2/cl/keys', 'DELETE v2/cl/servers'],
  ...['GET ipl/register.json', 'GET ipl/convert.json', 'GET ipl/remove.json', 'GET ipl/update.json'],
  ...['POST group/create.json', 'PUT group/servers/put.json', 'DELETE group/servers/remove.json'],
  ...['GET ab/im/create.json', 'GET ab/resize.json', 'GET ab/remove.json', 'PATCH v2/features/account'],
];

/** Arguments that often hit something, and sometimes are nonsense. */
const ARGUMENTS = fc.record(
  {
    code: fc.constantFrom('AVP', '360_1', 'x'),
    productType: fc.constantFrom('CELS', 'CL', 'CLP', 'x'),
    limit: fc.constantFrom('0', '1', '2', '-1', 'x'),
    note: fc.string({ maxLength: 120 }),
    key: fc.constantFrom('IMDEFAULT', 'IM-A', 'IM-B', 'KC-A', 'CELS-A', 'cl-a', 'cldefault', 'x', ''),
    id: fc.constantFrom('S1', 'S2', 'S3', '1', '2', '7', 'x'),
    server_id: fc.constantFrom('S1', 'S2', 'K1', 'x'),
    server_ids: fc.constantFrom('S1', 'S2,K1', 'x', ','),
    cidr: fc.constantFrom('10.0.0.0/8', 'x', '10.0.0.0/99', ''),
    ip: fc.constantFrom('203.0.113.1', '203.0.113.2', '192.0.2.9', '999.1.1.1'),
    type: fc.constantFrom('1', '16', '40', '41', '42', '2', 'x'),
    type_to: fc.constantFrom('40', '41', '42', '49', '1'),
    els_allowed: fc.constantFrom('true', 'false', 'x'),
    name: fc.constantFrom('prod', 'empty', 'new', '__proto__'),
    size: fc.constantFrom('10', '15', '0', 'x'),
    delta: fc.constantFrom('10', '-10', '5'),
    backup_id: fc.constantFrom('23', '24', 'x'),
    datacenter: fc.constantFrom('EU2', 'x'),
  },
  { requiredKeys: [] },
);

const CALLS = fc.array(
  fc.tuple(fc.constantFrom(...TARGETS), ARGUMENTS, fc.constantFrom('', '{"4600":"ENABLED"}', '{')),
  {
    maxLength: 30,
  },
);

function play(emulator: Emulator, calls: readonly (readonly [string, object, string])[]): string[] {
  return calls.map(([target, args, body]) => send(emulator, target, { ...args }, body).body);
}

describe('emulator', () => {
  it('answers any call with JSON, and says done or refused in the ledger', () => {
    fc.assert(
      fc.property(CALLS, (calls) => {
        const emulator = small();
        for (const body of play(emulator, calls)) expect(() => JSON.parse(body) as unknown).not.toThrow();
        const outcomes = emulator.ledger.calls.map(({ outcome }) => outcome);
        expect(outcomes.every((outcome) => outcome === 'done' || outcome === 'refused')).toBe(true);
      }),
      { numRuns: 300 * fuzz },
    );
  });

  it('is accounted for by the ledger: what was there, plus what was made, less what was removed', () => {
    fc.assert(
      fc.property(CALLS, (calls) => {
        const emulator = small();
        play(emulator, calls);
        const { objects, events } = emulator.ledger;
        const start = createEmulator({ contents: SMALL }).account;
        for (const [name, table] of Object.entries(emulator.account)) {
          const ofKind = objects.filter(({ kind }) => kind === table.kind);
          const made = ofKind.filter(({ madeBy }) => madeBy !== 'start').length;
          const removed = ofKind.filter(({ removedBy }) => removedBy !== undefined).length;
          expect(table.size).toBe(start[name as keyof typeof start].size + made - removed);
        }
        const doneBy = new Set(emulator.ledger.calls.filter(({ applied }) => applied).map(({ seq }) => seq));
        expect(events.every(({ call }) => call !== null && doneBy.has(call))).toBe(true);
      }),
      { numRuns: 300 * fuzz },
    );
  });

  it('is deterministic, and can be dumped and started again at any point', () => {
    fc.assert(
      fc.property(CALLS, (calls) => {
        const [first, second] = [small(), small()];
        expect(play(second, calls)).toEqual(play(first, calls));
        const read = parseContents(JSON.stringify(first.dump()));
        expect(read.ok ? createEmulator({ contents: read.value }).dump() : read).toEqual(first.dump());
      }),
      { numRuns: 100 * fuzz },
    );
  });

  it('never gives out a key twice, not even from a source of chance that is stuck', () => {
    const emulator = small({ random: () => 0.5 });
    for (let i = 0; i < 50; i += 1) send(emulator, 'GET kcare/key/create.json', { limit: 1 });
    expect(emulator.account.kernelcareKeys.size).toBe(52);
  });

  it('puts the time of its own clock on every answer', () => {
    const { headers } = send(small(), 'GET im/key/list.json');
    expect(headers.date).toBe(new Date(NOW).toUTCString());
  });

  it('lets a person in the console do what a call does, without a token', () => {
    const emulator = small();
    const query: [string, string][] = [
      ['key', 'IM-A'],
      ['limit', '7'],
    ];
    emulator.console({ method: 'GET', path: '/api/im/key/update.json', query });
    expect(emulator.account.imunifyKeys.get('IM-A')?.limit).toBe(7);
  });

  it('counts the first of two arguments of the same name', () => {
    const emulator = small();
    const query: [string, string][] = [
      ['token', emulator.token()],
      ['key', 'IM-A'],
      ['limit', '7'],
      ['limit', '8'],
    ];
    emulator.handle({ method: 'GET', path: '/api/im/key/update.json', query });
    expect(emulator.account.imunifyKeys.get('IM-A')?.limit).toBe(7);
  });
});
