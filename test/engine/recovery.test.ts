import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/faults.ts';
import type { ApplyResult } from '../../src/engine/applyResult.ts';
import { DEFAULT_RECOVERY, LATEST_ARRIVAL_MS } from '../../src/engine/recovery.ts';
import { recoverIntents, type RecoveryRun } from '../../src/engine/recoverIntents.ts';
import { parseAddress, type Address } from '../../src/model/address.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { splitNote } from '../../src/model/marker.ts';
import { intercept } from '../kinds/support/intercept.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { boundIds, callsOf, carryOutWith, codesOf, depsOf, fillDisk, strike } from './support/carryOutWith.ts';

const fleet = manifestOf({ kernelcare_keys: { a: { limit: 5, note: 'a' } } });
const web = manifestOf({ imunify_keys: { web: { product: '360_30', limit: 5, note: 'w' } } });
const MARKED = { manifest: fleet, endpoint: 'kcare/key/create', address: 'kernelcare_key.a' };
const PLAIN = { manifest: web, endpoint: 'im/key/create', address: 'imunify_key.web' };
const MINUTE = 60_000;

type Subject = typeof MARKED;

/** An account in which the answer of a create was lost in an earlier run, so long ago. */
async function lost(subject: Subject, when: FaultRule['when'], ageMs = LATEST_ARRIVAL_MS): Promise<Arena> {
  const arena = new Arena({ contents: {} });
  strike(arena, { endpoint: subject.endpoint, do: 'reset', when });
  await arena.apply(subject.manifest);
  arena.account.emulator.faults.clear();
  await arena.account.system.sleep(ageMs);
  expect(arena.store.state.intents).toHaveLength(1);
  return arena;
}

function recover(arena: Arena, run: RecoveryRun = {}): ReturnType<typeof recoverIntents> {
  return recoverIntents(depsOf(arena), arena.store.state, run);
}

const addKey = (arena: Arena, key: string, note = 'w'): void => {
  arena.account.emulator.account.imunifyKeys.put({ key, code: '360_30', limit: 5, note });
};

const applyLooking = async (arena: Arena, manifest: Manifest, settleMs = MINUTE): Promise<ApplyResult> =>
  carryOutWith(arena, await arena.plan(manifest), { recovery: { ...DEFAULT_RECOVERY, settleMs } });

describe('at the start of apply', () => {
  test('a marker proves it at once, however young it is', async () => {
    const arena = await lost(MARKED, 'after', 0);
    const before = arena.account.system.now();
    const { state, diagnostics } = await recover(arena);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['recovered', 'warning']]);
    expect(diagnostics[0]?.summary).toContain('its marker proves it');
    expect(arena.account.system.now()).toBe(before);
    expect(state.intents.map(({ phase }) => phase)).toEqual(['made']);
    expect(state.bindings[MARKED.address as Address]).toMatchObject({ made: true, seq: 1 });
    expect((await arena.plan(fleet)).changes).toEqual([]);
  });

  test('what only fits is bound after two lists that agree, with a notice', async () => {
    const arena = await lost(PLAIN, 'after', 0);
    const before = arena.account.system.now();
    const { state, diagnostics } = await recover(arena);
    expect(codesOf({ diagnostics })).toEqual(['recovered']);
    expect(diagnostics[0]?.help).toContain('clnform state rm imunify_key.web');
    expect(arena.account.system.now() - before).toBe(MINUTE);
    expect(arena.events.at(-1)).toEqual({ type: 'settling', addresses: ['imunify_key.web'], ms: MINUTE });
    expect(state.intents.map(({ phase }) => phase)).toEqual(['made']);
    expect((await arena.plan(web)).changes).toEqual([]);
  });

  test('--settle says how long that takes', async () => {
    const arena = await lost(PLAIN, 'after', 0);
    const before = arena.account.system.now();
    await recover(arena, { settleMs: 0 });
    expect(arena.account.system.now()).toBe(before);
    expect(Object.keys(boundIds(arena))).toEqual(['imunify_key.web']);
  });

  test('what certainly made nothing is sent again, with the same marker', async () => {
    const arena = await lost(MARKED, 'before');
    const marker = arena.store.state.intents[0]?.marker;
    const { state, diagnostics } = await recover(arena, { declared: new Set([MARKED.address as Address]) });
    expect(diagnostics).toEqual([]);
    expect(state.intents.map(({ phase }) => phase)).toEqual(['free']);
    const plan = await arena.plan(fleet);
    expect(plan.openIntents).toEqual([]);
    const result = await arena.carryOut(plan);
    expect(result.summary).toMatchObject({ unknown: 0, done: { create: 1 } });
    expect(arena.store.state.intents).toEqual([]);
    const [row, ...others] = arena.account.emulator.account.kernelcareKeys.rows();
    expect([splitNote(row?.note ?? '').marker, others]).toEqual([marker, []]);
    expect((await arena.plan(fleet)).changes).toEqual([]);
  });

  test('what was given up is remembered through a refusal, for it may still turn up', async () => {
    const arena = await lost(MARKED, 'before');
    const marker = arena.store.state.intents[0]?.marker;
    await recover(arena);
    arena.account.emulator.faults.add({ endpoint: 'kcare/key/create', do: '429', when: 'before', nth: 1 });
    await carryOutWith(arena, await arena.plan(fleet), { recovery: DEFAULT_RECOVERY });
    expect(splitNote(arena.account.emulator.account.kernelcareKeys.rows()[0]?.note ?? '').marker).toBe(marker);
    expect(arena.store.state.intents).toEqual([]);
  });

  test('what was given up and turns up after all is bound', async () => {
    const arena = await lost(MARKED, 'before');
    const note = `a ${arena.store.state.intents[0]?.marker ?? ''}`;
    await recover(arena);
    const late = { key: 'LATE', limit: 5, enabled: true, created: TEST_NOW, cidrs: [], note };
    arena.account.emulator.account.kernelcareKeys.put(late);
    await recover(arena);
    expect(boundIds(arena)).toEqual({ 'kernelcare_key.a': 'LATE' });
    expect((await arena.plan(fleet)).changes).toEqual([]);
  });

  test('what was given up and turns up twice is a question again', async () => {
    const arena = await lost(MARKED, 'before');
    const note = `a ${arena.store.state.intents[0]?.marker ?? ''}`;
    await recover(arena);
    for (const key of ['LATE1', 'LATE2']) {
      const late = { key, limit: 5, enabled: true, created: TEST_NOW, cidrs: [], note };
      arena.account.emulator.account.kernelcareKeys.put(late);
    }
    const { state, diagnostics } = await recover(arena);
    expect(codesOf({ diagnostics })).toEqual(['outcome-unknown']);
    expect(state.intents.map(({ phase }) => phase)).toEqual(['sent']);
  });

  test('what left the manifest is not created again, and is looked for a day long', async () => {
    const arena = await lost(MARKED, 'before');
    const { state } = await recover(arena, { declared: new Set() });
    expect(state.intents.map(({ phase }) => phase)).toEqual(['free']);
    await arena.account.system.sleep(25 * 60 * MINUTE);
    expect((await recover(arena, { declared: new Set() })).state.intents).toEqual([]);
  });

  test('what left the manifest and was made is bound, and then removed like anything that left it', async () => {
    const arena = await lost(MARKED, 'after');
    await recover(arena, { declared: new Set() });
    const result = await arena.apply(manifestOf({}));
    expect(result.summary.done).toMatchObject({ remove: 1 });
    expect(arena.account.emulator.account.kernelcareKeys.rows()).toEqual([]);
  });

  test('single_writer lets a create without a marker be sent again', async () => {
    const arena = await lost(PLAIN, 'before');
    const { state, diagnostics } = await recover(arena, { singleWriter: true });
    expect([state.intents.map(({ phase }) => phase), diagnostics]).toEqual([['free'], []]);
    await arena.apply(web);
    expect(arena.account.emulator.account.imunifyKeys.rows()).toHaveLength(1);
    expect(arena.store.state.intents).toEqual([]);
  });

  test('what was given up without a marker and turns up before it is sent again is bound', async () => {
    const arena = await lost(PLAIN, 'before');
    await recover(arena, { singleWriter: true });
    addKey(arena, 'LATE');
    expect(codesOf(await recover(arena, { singleWriter: true }))).toEqual(['recovered']);
    expect(boundIds(arena)).toEqual({ 'imunify_key.web': 'LATE' });
    expect((await arena.plan(web)).changes).toEqual([]);
  });

  test('with single_writer nobody else changed anything: what fits is bound beside what does not', async () => {
    const arena = await lost(PLAIN, 'after');
    addKey(arena, 'THEIRS01');
    arena.account.emulator.account.imunifyKeys.put({ key: 'THEIRS01', code: '360_30', limit: 9, note: 'w' });
    const { diagnostics } = await recover(arena, { singleWriter: true });
    expect(codesOf({ diagnostics })).toEqual(['recovered']);
    expect(boundIds(arena)['imunify_key.web']).not.toBe('THEIRS01');
  });

  test('the object made last must be visible, and the kind made before it is', async () => {
    const arena = new Arena({ contents: {} });
    const two = manifestOf({ kernelcare_keys: { a: { limit: 5 }, b: { limit: 5 } } });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'before', nth: 2 });
    let draws = 0;
    const system = { ...arena.account.system, random: () => ((draws += 1) % 36) / 36 };
    await carryOutWith(arena, await arena.plan(two), { system, parallelism: 1 });
    arena.account.emulator.faults.clear();
    await arena.account.system.sleep(LATEST_ARRIVAL_MS);
    const { kernelcareKeys } = arena.account.emulator.account;
    const [made] = kernelcareKeys.rows();
    kernelcareKeys.remove(made?.key ?? '');
    expect((await recover(arena)).diagnostics[0]?.summary).toContain('made last');
    expect(arena.store.state.intents.map(({ phase }) => phase)).toEqual(['sent']);
    if (made !== undefined) kernelcareKeys.put(made);
    expect((await recover(arena)).diagnostics).toEqual([]);
    expect(arena.store.state.intents.map(({ phase }) => phase)).toEqual(['free']);
  });

  const ASKS: readonly {
    readonly reason: string;
    readonly subject: Subject;
    readonly when: FaultRule['when'];
    readonly ageMs?: number;
    readonly also?: (arena: Arena) => void;
    readonly run?: RecoveryRun;
    readonly says: string;
    readonly help?: string;
  }[] = [
    {
      reason: 'two objects with one marker',
      subject: MARKED,
      when: 'after',
      also: (arena) => {
        const { kernelcareKeys } = arena.account.emulator.account;
        const [row] = kernelcareKeys.rows();
        kernelcareKeys.put({ key: 'THECOPY', limit: 5, enabled: true, created: 0, cidrs: [], note: row?.note ?? '' });
      },
      says: '****COPY',
      help: 'remove the others',
    },
    {
      reason: 'a marker nowhere, and young',
      subject: MARKED,
      when: 'before',
      ageMs: 0,
      says: 'may still arrive',
      help: 'in 9 minutes',
    },
    {
      reason: 'several that fit',
      subject: PLAIN,
      when: 'after',
      also: (arena) => addKey(arena, 'ANOTHER1'),
      says: '****HER1',
    },
    {
      reason: 'one that fits, and one that someone may have changed since',
      subject: PLAIN,
      when: 'after',
      also: (arena) => {
        const { imunifyKeys } = arena.account.emulator.account;
        const [ours] = imunifyKeys.rows();
        if (ours !== undefined) imunifyKeys.put({ ...ours, limit: 9 });
        addKey(arena, 'THEIRS01');
      },
      says: 'before someone changed it',
    },
    { reason: '--no-adopt', subject: PLAIN, when: 'after', run: { adopt: false }, says: '--no-adopt' },
    { reason: 'nothing that fits', subject: PLAIN, when: 'before', says: 'without a marker', help: 'single_writer' },
    {
      reason: 'nothing that fits, and young, with single_writer',
      subject: PLAIN,
      when: 'before',
      ageMs: 0,
      run: { singleWriter: true },
      says: 'may still arrive',
    },
    {
      reason: 'a list that cannot be read',
      subject: PLAIN,
      when: 'after',
      also: (arena) => strike(arena, { endpoint: 'im/key/list', do: 'html' }),
      says: 'im/key/list could not be read',
    },
    {
      reason: 'an interrupt',
      subject: PLAIN,
      when: 'after',
      run: { interrupt: AbortSignal.abort() },
      says: 'interrupted',
    },
  ];

  test.each(ASKS)('asks where there is $reason', async ({ subject, when, ageMs, also, run, says, help = '' }) => {
    const arena = await lost(subject, when, ageMs);
    also?.(arena);
    const before = arena.store.state;
    const { state, diagnostics } = await recover(arena, run);
    expect(state).toBe(before);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['outcome-unknown', 'error']]);
    expect(diagnostics[0]?.summary).toContain(says);
    expect(diagnostics[0]?.help).toContain(help);
    expect(diagnostics[0]?.help).toContain(`clnform state resolve ${subject.address} --adopt ID`);
    expect(diagnostics[0]?.help).toContain(`clnform state resolve ${subject.address} --none`);
    expect(JSON.stringify(diagnostics)).not.toMatch(/THECOPY|ANOTHER1/u);
  });

  test('two creates that one object fits: neither gets it', async () => {
    const arena = await lost(PLAIN, 'after');
    const [intent] = arena.store.state.intents;
    if (intent === undefined) throw new Error('no intent');
    const second = { ...intent, seq: 2, address: 'imunify_key.other' as Address };
    await arena.store.commit(arena.store.state, [{ op: 'intend', intent: second }]);
    const { state, diagnostics } = await recover(arena);
    expect(codesOf({ diagnostics })).toEqual(['outcome-unknown', 'outcome-unknown']);
    expect(state.intents).toHaveLength(2);
  });

  test('lists that never come to rest are given up', async () => {
    const arena = await lost(PLAIN, 'after');
    let n = 0;
    const { read } = intercept(arena.account.api, {
      read: () => {
        n += 1;
        addKey(arena, `SOMEONE${n}`, 'x');
      },
    });
    const { diagnostics } = await recoverIntents({ ...depsOf(arena), read }, arena.store.state);
    expect(diagnostics[0]?.summary).toContain('kept changing');
    expect(n).toBe(4);
  });

  test('no intent, no call', async () => {
    const arena = new Arena();
    const { state } = await recover(arena);
    expect(state.serial).toBe(0);
    expect(arena.ledger.calls).toEqual([]);
  });
});

describe('in the run itself', () => {
  test.each([
    { ...MARKED, reason: 'a marked create' },
    { ...PLAIN, reason: 'a create without a marker' },
  ])('$reason that was carried out needs no other run', async ({ manifest, endpoint, address }) => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint, do: 'reset', when: 'after', nth: 1 });
    const result = await applyLooking(arena, manifest);
    expect(codesOf(result)).toEqual(['recovered']);
    expect(result.summary).toMatchObject({ failed: 0, unknown: 0, skipped: 0, done: { create: 1 } });
    expect(Object.keys(boundIds(arena))).toEqual([address]);
    expect((await arena.plan(manifest)).changes).toEqual([]);
    expect(callsOf(arena, endpoint)).toBe(1);
    // What only a difference told is looked at until nothing of it can arrive any more.
    const guessed = address === PLAIN.address;
    expect(arena.store.state.intents.map((intent) => intent.guessed)).toEqual(guessed ? [true] : []);
    await arena.account.system.sleep(LATEST_ARRIVAL_MS);
    expect(codesOf(await applyLooking(arena, manifest))).toEqual([]);
    expect(arena.store.state.intents).toEqual([]);
  });

  test('what was taken for a create is told apart when its own arrives after all', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: PLAIN.endpoint, do: 'reset', when: 'before', nth: 1 });
    addKey(arena, 'BEFORE01', 'other');
    const deps = depsOf(arena);
    let looks = 0;
    const emit: typeof deps.emit = (event) => {
      // A person makes a key just like it while it is looked for.
      if (event.type === 'settling' && (looks += 1) === 1) addKey(arena, 'THEIRS01');
    };
    const result = await carryOutWith(arena, await arena.plan(web), { ...deps, emit, recovery: DEFAULT_RECOVERY });
    expect(codesOf(result)).toEqual(['recovered']);
    expect(boundIds(arena)).toEqual({ 'imunify_key.web': 'THEIRS01' });
    addKey(arena, 'OURSLATE');
    expect(codesOf(await applyLooking(arena, web))).toEqual(['bought-twice']);
  });

  test('what waited for it is run after all', async () => {
    const contents = {
      imunifyKeys: [{ key: 'IMOLD', code: '360_30', limit: 5, note: '' }],
      imunifyServers: [{ id: 'S1', key: 'IMOLD', ip: '192.0.2.1', lastCheckin: TEST_NOW }],
    };
    const arena = new Arena({ contents });
    strike(arena, { endpoint: 'im/key/create', do: 'reset', when: 'after', nth: 1 });
    const keys = { web: { product: '360_30', limit: 5, servers: ['S1'] }, more: { product: 'AVP', limit: 1 } };
    const manifest = manifestOf({ imunify_keys: keys });
    const result = await applyLooking(arena, manifest);
    expect(codesOf(result)).toEqual(['recovered']);
    expect(result.summary).toMatchObject({ failed: 0, skipped: 0, done: { create: 2, update: 1 } });
    expect((await arena.plan(manifest)).changes).toEqual([]);
    const finished = arena.events.flatMap((event) => ('finished' in event ? [event.finished] : []));
    expect(finished).toEqual(finished.map((_, index) => index + 1));
    expect(arena.events.some(({ type }) => type === 'step_skipped')).toBe(false);
  });

  test('fields that the create does not take are put on what was found', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after' });
    const manifest = manifestOf({ kernelcare_keys: { a: { limit: 5, cidrs: ['203.0.113.0/24'] } } });
    expect((await applyLooking(arena, manifest)).summary).toMatchObject({ failed: 0, done: { create: 1 } });
    expect(arena.account.emulator.account.kernelcareKeys.rows()[0]?.cidrs).toEqual(['203.0.113.0/24']);
    expect((await arena.plan(manifest)).changes).toEqual([]);
  });

  test('when those fail, the key is bound and the failure is told', async () => {
    const arena = new Arena({ contents: {}, shape: { refusals: 400 } });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after' });
    strike(arena, { endpoint: 'kcare/key/set_cidr', do: 'refuse' });
    const manifest = manifestOf({ kernelcare_keys: { a: { limit: 5, cidrs: ['203.0.113.0/24'] } } });
    const result = await applyLooking(arena, manifest);
    expect(codesOf(result)).toEqual(['recovered', 'refused']);
    expect(result.summary).toMatchObject({ failed: 1, unknown: 0 });
    expect(Object.keys(boundIds(arena))).toEqual(['kernelcare_key.a']);
  });

  test('a replacement whose answer was lost goes on to remove the old key', async () => {
    const arena = new Arena({ contents: {} });
    await arena.apply(web);
    strike(arena, { endpoint: 'im/key/create', do: 'reset', when: 'after', nth: 1 });
    const next = manifestOf({ imunify_keys: { web: { product: '360_250', limit: 5, note: 'w' } } });
    expect((await applyLooking(arena, next)).summary).toMatchObject({ failed: 0, done: { replace: 1 } });
    expect(arena.account.emulator.account.imunifyKeys.rows().map(({ code }) => code)).toEqual(['360_250']);
    expect((await arena.plan(next)).changes).toEqual([]);
  });

  test('a create that shows nowhere stays open, says so once, and holds up what it blurs', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'im/key/create', do: 'reset', when: 'before', nth: 1 });
    const blocks = { imunify_keys: { a: { product: 'AVP', limit: 1 }, b: { product: 'AVP', limit: 1 } } };
    const first = await applyLooking(arena, manifestOf(blocks));
    expect(codesOf(first)).toEqual(['outcome-unknown']);
    expect(first.summary).toMatchObject({ failed: 1, unknown: 1, skipped: 1 });
    // Nor does another run create the others of the kind, while everything else goes on.
    const features = { features: { 'imunify-email': 'enabled' } };
    const second = await applyLooking(arena, manifestOf({ ...blocks, ...features }));
    expect(second.summary).toMatchObject({ failed: 0, unknown: 1, skipped: 1, done: { create: 0, update: 1 } });
    expect(arena.events.filter(({ type }) => type === 'step_skipped').at(-1)).toMatchObject({
      step: 'put imunify_key.b',
      because: 'the create of imunify_key.a, whose outcome is unknown',
    });
    expect(callsOf(arena, 'im/key/create')).toBe(1);
  });

  test('an interrupt does not wait for anything, and the next run looks', async () => {
    const arena = new Arena({ contents: {} });
    const controller = new AbortController();
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after' });
    const plan = await arena.plan(fleet);
    const emit = (event: { readonly type: string }): void => {
      if (event.type === 'step_started') controller.abort();
    };
    const result = await carryOutWith(arena, plan, { interrupt: controller.signal, recovery: DEFAULT_RECOVERY, emit });
    expect(codesOf(result)).toEqual(['outcome-unknown', 'not-audited']);
    expect(result.diagnostics[0]?.help).toContain('the next `clnform apply` looks for it');
    arena.account.emulator.faults.clear();
    await recover(arena);
    expect(Object.keys(boundIds(arena))).toEqual(['kernelcare_key.a']);
  });

  test('a state that cannot be written leaves it open', async () => {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: 'kcare/key/create', do: 'reset', when: 'after' });
    const plan = await arena.plan(fleet);
    fillDisk(arena.store, (text) => text.includes('made'));
    const result = await carryOutWith(arena, plan, { recovery: DEFAULT_RECOVERY });
    expect(codesOf(result)).toContain('disk-full');
    expect(result.summary).toMatchObject({ failed: 1, unknown: 1 });
    expect(result.state.intents).toHaveLength(1);
  });
});

describe('the audit after the creates', () => {
  /** A proxy that carries each create out twice and hands on one answer. */
  const replaying = (arena: Arena, times = 1): Arena['account']['api'] => {
    const { write } = arena.account.api;
    let left = times;
    const again = (): boolean => (left -= 1) >= 0;
    const { imunify, kernelcare } = write;
    return {
      ...arena.account.api,
      write: {
        ...write,
        imunify: {
          ...imunify,
          createKey: async (wanted) => {
            if (again()) await imunify.createKey(wanted);
            return imunify.createKey(wanted);
          },
        },
        kernelcare: {
          ...kernelcare,
          createKey: async (wanted) => {
            if (again()) await kernelcare.createKey(wanted);
            return kernelcare.createKey(wanted);
          },
        },
      },
    };
  };

  test.each([
    { ...MARKED, reason: 'with a marker', word: 'was carried out more than once' },
    { ...PLAIN, reason: 'without one', word: 'may have been carried out more than once' },
  ])('finds what a proxy bought twice, $reason', async ({ manifest, address, word }) => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(manifest);
    const result = await carryOutWith(arena, plan, { api: replaying(arena) });
    expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['bought-twice', 'error']]);
    expect(result.diagnostics[0]?.summary).toContain(word);
    expect(result.summary).toMatchObject({ doubled: 1, done: { create: 1 } });
    const ids = [
      ...arena.account.emulator.account.kernelcareKeys.rows(),
      ...arena.account.emulator.account.imunifyKeys.rows(),
    ].map(({ key }) => key);
    expect(ids).toHaveLength(2);
    const extra = ids.find((id) => id !== boundIds(arena)[address]) ?? '';
    expect(result.diagnostics[0]?.summary).toContain(`****${extra.slice(-4)}`);
    expect(JSON.stringify(result.diagnostics)).not.toContain(extra);
  });

  test('a create whose answer was lost and that was carried out twice is told of once', async () => {
    for (const { manifest, endpoint } of [MARKED, PLAIN]) {
      const arena = new Arena({ contents: {} });
      strike(arena, { endpoint, do: 'reset', when: 'after', nth: 2 });
      const plan = await arena.plan(manifest);
      const result = await carryOutWith(arena, plan, { api: replaying(arena), recovery: DEFAULT_RECOVERY });
      expect(codesOf(result)).toEqual(['outcome-unknown']);
      expect(result.diagnostics[0]?.summary).toContain('****');
      expect(result.summary).toMatchObject({ unknown: 1, doubled: 0 });
    }
  });

  test('is silent about what someone else made', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(web);
    arena.store.beforeCommit = () => {
      if (arena.account.emulator.account.imunifyKeys.get('OTHER') === undefined) addKey(arena, 'OTHER', 'not ours');
    };
    expect(codesOf(await arena.carryOut(plan))).toEqual([]);
  });

  test('waits for a list that shows what was made', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(web);
    strike(arena, { endpoint: 'im/key/list', do: 'stale', when: 'after', nth: 2 });
    const before = arena.account.system.now();
    const result = await carryOutWith(arena, plan, { recovery: DEFAULT_RECOVERY });
    expect(codesOf(result)).toEqual([]);
    expect(arena.account.system.now() - before).toBe(MINUTE);
    expect(arena.events.filter(({ type }) => type === 'auditing')).toEqual([
      { type: 'auditing', kind: 'imunify_key', ms: 0 },
      { type: 'auditing', kind: 'imunify_key', ms: MINUTE },
    ]);
  });

  test('says so when it could not be made', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(fleet);
    strike(arena, { endpoint: 'kcare/key/list', do: 'html' });
    const result = await arena.carryOut(plan);
    expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['not-audited', 'warning']]);
    expect(result.summary).toMatchObject({ doubled: 0, done: { create: 1 } });
  });

  test('says so when the list stays behind', async () => {
    const arena = new Arena({ contents: {} });
    const plan = await arena.plan(fleet);
    strike(arena, { endpoint: 'kcare/key/list', do: 'stale', when: 'after' });
    expect(codesOf(await arena.carryOut(plan))).toEqual(['not-audited']);
  });
});

describe('a create that an earlier run was told to come back later with', () => {
  const CASES = [
    { kind: 'with a marker', subject: MARKED },
    { kind: 'without one', subject: PLAIN },
  ];
  /** Nothing was left of that run but its state. */
  async function denied(subject: Subject, when: 'before' | 'after'): Promise<Arena> {
    const arena = new Arena({ contents: {} });
    strike(arena, { endpoint: subject.endpoint, do: '429', when });
    await arena.apply(subject.manifest);
    arena.account.emulator.faults.clear();
    expect(arena.store.state.intents).toMatchObject([{ phase: 'sent', denied: true }]);
    return arena;
  }

  test.each(CASES)('$kind: is sent again when two lists do not show it', async ({ subject }) => {
    const arena = await denied(subject, 'before');
    const before = arena.account.system.now();
    const { state, diagnostics } = await recover(arena);
    expect(diagnostics).toEqual([]);
    expect(state.intents.map(({ phase }) => phase)).toEqual(['free']);
    expect(arena.account.system.now() - before).toBe(MINUTE);
    const { address } = subject;
    expect(arena.events.at(-1)).toEqual({ type: 'settling', addresses: [address], denied: [address], ms: MINUTE });
    await arena.apply(subject.manifest);
    expect(Object.keys(boundIds(arena))).toEqual([address]);
    expect(callsOf(arena, subject.endpoint)).toBe(2);
    expect((await arena.plan(subject.manifest)).changes).toEqual([]);
  });

  test.each(CASES)('$kind: is bound where it was made after all', async ({ subject }) => {
    const arena = await denied(subject, 'after');
    expect(codesOf(await recover(arena))).toEqual(['recovered']);
    expect((await arena.plan(subject.manifest)).changes).toEqual([]);
    expect(callsOf(arena, subject.endpoint)).toBe(1);
  });

  test.each(CASES)('$kind: is not sent while the list is behind', async ({ subject }) => {
    const arena = await denied(subject, 'before');
    const { type } = parseAddress(subject.address) ?? { type: '' };
    const canary = { type, id: 'SEEN-NOWHERE', applied: {}, made: true as const, seq: 9 };
    await arena.store.commit(arena.store.state, [
      { op: 'bind', address: `${type}.canary` as Address, binding: canary },
    ]);
    const { state, diagnostics } = await recover(arena);
    expect(diagnostics[0]?.summary).toContain('so it proves nothing');
    expect(state.intents).toMatchObject([{ phase: 'sent', denied: true }]);
  });

  test.each(CASES)('$kind: is not sent after one list alone', async ({ subject }) => {
    const arena = await denied(subject, 'before');
    const controller = new AbortController();
    const { system, api } = arena.account;
    const emit = ({ type }: { type: string }): void => {
      if (type === 'settling') controller.abort();
    };
    const deps = { ...depsOf(arena), read: api.read, system, emit };
    const { state } = await recoverIntents(deps, arena.store.state, { interrupt: controller.signal });
    expect(state.intents).toMatchObject([{ phase: 'sent', denied: true }]);
  });
});

test('what was made before a denied create proves nothing of it, though the clock went back between them', async () => {
  const arena = new Arena({ contents: {} });
  const { system } = arena.account;
  const plan = await arena.plan(manifestOf({ kernelcare_keys: { a: { limit: 1 }, b: { limit: 2 } } }));
  strike(arena, { endpoint: 'kcare/key/create', do: '429', when: 'after', nth: 2, count: 1 });
  strike(arena, { endpoint: 'kcare/key/list', do: 'stale', when: 'after', count: 1 });
  let chance = 0;
  const result = await carryOutWith(arena, plan, {
    system: {
      ...system,
      now: () => system.now() - (callsOf(arena, 'kcare/key/create') < 2 ? 0 : 100_000),
      random: () => (chance = (chance + 0.37) % 1),
    },
    recovery: { ...DEFAULT_RECOVERY, settleMs: MINUTE },
    parallelism: 1,
  });
  expect(codesOf(result)).toEqual(['recovered']);
  expect(callsOf(arena, 'kcare/key/create')).toBe(2);
});
