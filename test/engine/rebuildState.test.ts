import { describe, expect, it } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { parseFaultRule } from '../../src/emulator/faults.ts';
import { rebuildState } from '../../src/engine/rebuildState.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import { applyRecords } from '../../src/model/stateRecord.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';

const LONG = 'a-name-of-more-than-24-characters';

const kernelcare = (...notes: readonly (readonly [key: string, note: string])[]): AccountContents => ({
  kernelcareKeys: notes.map(([key, note]) => ({ key, limit: 5, note, enabled: true, created: 0, cidrs: [] })),
});
const imunify = (...keys: readonly (readonly [key: string, limit: number, note: string])[]): AccountContents => ({
  imunifyKeys: keys.map(([key, limit, note]) => ({ key, code: '360_30', limit, note })),
});
const key = (limit = 5, more: object = {}): object => ({ product: '360_30', limit, ...more });

interface Case {
  readonly reason: string;
  readonly contents: AccountContents;
  readonly blocks: Blocks;
  /** Id by address. */
  readonly bound?: Readonly<Record<string, string>>;
  /** Candidates by address, the likeliest first, and why it is. */
  readonly unproved?: Readonly<Record<string, readonly [ids: readonly string[], because?: string]>>;
  readonly missing?: readonly string[];
  readonly strays?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    reason: 'a marker that names the address is proof',
    contents: kernelcare(['KC1', 'web [clnform:web#abcd1234]'], ['KC2', 'web']),
    blocks: { kernelcare_keys: { web: { limit: 5, note: 'web' } } },
    bound: { 'kernelcare_key.web': 'KC1' },
  },
  {
    reason: 'a marker on two objects proves nothing: one of them was bought twice',
    contents: kernelcare(['KC1', '[clnform:web#abcd1234]'], ['KC2', '[clnform:web#abcd1234]']),
    blocks: { kernelcare_keys: { web: { limit: 5 } } },
    unproved: { 'kernelcare_key.web': [['KC1', 'KC2'], 'marked'] },
    strays: [],
  },
  {
    reason: 'a marker that two long names could have made proves neither',
    contents: kernelcare(['KC1', `[clnform:${LONG.slice(0, 24)}#abcd1234]`]),
    blocks: { kernelcare_keys: { [`${LONG}-1`]: { limit: 5 }, [`${LONG}-2`]: { limit: 5 } } },
    unproved: { [`kernelcare_key.${LONG}-1`]: [['KC1'], 'marked'], [`kernelcare_key.${LONG}-2`]: [['KC1'], 'marked'] },
  },
  {
    reason: 'what was made for another address is no candidate, and is named',
    contents: kernelcare(['KC1', '[clnform:old#abcd1234]']),
    blocks: { kernelcare_keys: { web: { limit: 5 } } },
    missing: ['kernelcare_key.web'],
    strays: ['KC1'],
  },
  {
    reason: 'one that alone is as declared is offered, and never bound',
    contents: imunify(['IM1', 5, 'web'], ['IM2', 6, 'web']),
    blocks: { imunify_keys: { web: key(5, { note: 'web' }) } },
    unproved: { 'imunify_key.web': [['IM1'], 'only'] },
  },
  {
    reason:
      'a name that ends as the key does tells keys of one note apart; who is spoken for leaves the rest to the others',
    contents: imunify(['IM1AAAA', 5, 'web'], ['IM1BBBB', 5, 'web'], ['IM1CCCC', 5, 'web']),
    blocks: {
      imunify_keys: {
        'web-aaaa': key(5, { note: 'web' }),
        'web-bbbb': key(5, { note: 'web' }),
        third: key(5, { note: 'web' }),
      },
    },
    unproved: {
      'imunify_key.web-aaaa': [['IM1AAAA', 'IM1BBBB', 'IM1CCCC'], 'name'],
      'imunify_key.web-bbbb': [['IM1BBBB', 'IM1CCCC'], 'name'],
      'imunify_key.third': [['IM1CCCC'], 'only'],
    },
  },
  {
    reason: 'twins that nothing tells apart are all named',
    contents: imunify(['IM1', 5, ''], ['IM2', 5, '']),
    blocks: { imunify_keys: { web: key() } },
    unproved: { 'imunify_key.web': [['IM1', 'IM2']] },
  },
  {
    reason: 'a block without a note means the key without one, where there is one',
    contents: imunify(['IM1', 5, 'someone'], ['IM2', 5, '']),
    blocks: { imunify_keys: { web: key() } },
    unproved: { 'imunify_key.web': [['IM2'], 'only'] },
  },
  {
    reason: 'one that was edited since is held for what it shares',
    contents: imunify(['IM1', 50, 'web']),
    blocks: { imunify_keys: { web: key(5, { note: 'web' }) } },
    unproved: { 'imunify_key.web': [['IM1']] },
  },
  {
    reason: 'what nothing in the account is like is to be created',
    contents: imunify(),
    blocks: { imunify_keys: { web: key() }, ip_licenses: { a: { products: ['kernelcare'], ips: ['203.0.113.1'] } } },
    missing: ['imunify_key.web', 'ip_license.203.0.113.1/kernelcare'],
  },
  {
    reason: 'adopt is proof; forget and what is absent want no binding',
    contents: imunify(['IM1', 5, ''], ['IM2', 5, '']),
    blocks: {
      imunify_keys: { web: key(9, { adopt: 'IM2', protect: true }), gone: key(5, { forget: true }) },
      features: { '4600': 'unset' },
    },
    bound: { 'imunify_key.web': 'IM2' },
  },
  {
    reason: 'an identity is proof; of two tiers on an address the declared one',
    contents: {
      ipLicenses: [41, 42].map((type) => ({
        ip: '203.0.113.1',
        type,
        registered: true,
        created: 0,
        elsAllowed: false,
      })),
      groups: [{ name: 'g', description: '', servers: ['S1'] }],
    },
    blocks: {
      ip_licenses: { a: { products: ['imunify360-30'], ips: ['203.0.113.1'] } },
      server_groups: { g: { servers: ['S1', 'S2'] } },
    },
    bound: { 'ip_license.203.0.113.1/imunify': '203.0.113.1/42', 'server_group.g': 'g' },
  },
  {
    reason: 'of two tiers on an address of which neither is declared, neither',
    contents: {
      ipLicenses: [41, 42].map((type) => ({
        ip: '203.0.113.1',
        type,
        registered: true,
        created: 0,
        elsAllowed: false,
      })),
    },
    blocks: { ip_licenses: { a: { products: ['imunify360-250'], ips: ['203.0.113.1'] } } },
  },
];

describe('a state is rebuilt from what the account proves', () => {
  it.each(CASES)('$reason', async ({ contents, blocks, bound = {}, unproved = {}, missing = [], strays = [] }) => {
    const arena = new Arena({ contents });
    const { api, system } = arena.account;
    const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
    const manifest = manifestOf(blocks);
    const rebuilt = await rebuildState(deps, manifest, arena.store.state);
    const state = applyRecords(arena.store.state, rebuilt.records);
    expect(Object.fromEntries(Object.entries(state.bindings).map(([address, { id }]) => [address, id]))).toEqual(bound);
    const told = rebuilt.unproved.map(({ address, candidates, because }) => {
      const ids = candidates.map(({ id }) => id);
      return [address, because === undefined ? [ids] : [ids, because]];
    });
    expect(Object.fromEntries(told)).toEqual(unproved);
    expect([...rebuilt.missing].sort()).toEqual(missing);
    expect(rebuilt.strays.map(({ id }) => id)).toEqual(strays);
    expect(state.intents.map(({ address, phase }) => [address, phase])).toEqual(
      rebuilt.unproved.map(({ address }) => [address, 'lost']),
    );
    expect(arena.mutatingCalls()).toBe(0);

    // Nothing is created for what may be there, and a second look finds the same.
    await arena.store.commit(arena.store.state, rebuilt.records);
    const creates = (await arena.plan(manifest)).changes.filter(({ action }) => action === 'create');
    const lost = new Set<string>(Object.keys(unproved));
    expect(creates.filter(({ address }) => lost.has(address))).toEqual([]);
    const again = await rebuildState(deps, manifest, arena.store.state);
    expect(again.records).toEqual([]);
    expect(again.unproved.map(({ address }) => address)).toEqual(rebuilt.unproved.map(({ address }) => address));
  });

  it('leaves creates with a lost answer to their own rules, and settles what is proved later', async () => {
    const arena = new Arena({ contents: kernelcare(['KC1', '[clnform:web#abcd1234]'], ['KC2', 'other']) });
    const { api, system } = arena.account;
    const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
    const intent = (seq: number, address: string, phase: 'sent' | 'lost') => ({
      op: 'intend' as const,
      intent: { seq, address: address as Address, type: 'kernelcare_key', spec: {}, idsBefore: [], since: 0, phase },
    });
    await arena.store.commit(arena.store.state, [
      intent(1, 'kernelcare_key.web', 'lost'),
      intent(2, 'kernelcare_key.other', 'sent'),
    ]);
    const manifest = manifestOf({ kernelcare_keys: { web: { limit: 5 }, other: { limit: 5, note: 'other' } } });
    const { records, unproved } = await rebuildState(deps, manifest, arena.store.state);
    expect(unproved).toEqual([]);
    const state = applyRecords(arena.store.state, records);
    expect(state.bindings).toEqual({
      'kernelcare_key.web': expect.objectContaining({ id: 'KC1', made: true }) as unknown,
    });
    expect(state.intents.map(({ address }) => address)).toEqual(['kernelcare_key.other']);
  });

  it('concludes nothing from a list that cannot be had', async () => {
    const arena = new Arena({ contents: imunify(['IM1', 5, '']) });
    const rule = parseFaultRule('endpoint=im/key/list,do=refuse');
    if (rule.ok) arena.account.emulator.faults.add(rule.value);
    const { api, system } = arena.account;
    const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
    const rebuilt = await rebuildState(deps, manifestOf({ imunify_keys: { web: key() } }), arena.store.state);
    expect(rebuilt.diagnostics).toHaveLength(1);
    expect({ ...rebuilt, diagnostics: [] }).toEqual({
      ...{ records: [], bound: [], unproved: [], missing: [], strays: [], diagnostics: [] },
    });
  });
});
