import { describe, expect, test } from 'vitest';
import { makeMarker } from '../../src/model/marker.ts';
import { refusedHazards } from '../../src/planner/refusedHazards.ts';
import { Arena } from '../support/arena.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { declare, kindLike, NEVER_CALLED, planFor, type Situation } from './support/situation.ts';

const FLEET = manifestOf({ kernelcare_keys: { fleet: { limit: 5, note: 'web' } } });

test('a lost state buys nothing again: the marker in the note names the address', async () => {
  const arena = new Arena({ contents: {} });
  await arena.apply(FLEET);
  arena.store.stored = undefined;
  const { plan, diagnostics } = await arena.prepare(FLEET, {});
  expect(plan).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(['made-before']);
  const exclusive = await arena.prepare({ ...FLEET, exclusive: new Set(['kernelcare_key']) }, {});
  expect(exclusive.diagnostics.map(({ code }) => code)).toContain('made-before');
});

test('a twin of a bound key that is gone is bound once that is let go of', async () => {
  const arena = new Arena({ contents: {} });
  await arena.apply(FLEET);
  const { kernelcareKeys } = arena.account.emulator.account;
  const [row] = kernelcareKeys.rows();
  if (row === undefined) throw new Error('nothing was made');
  kernelcareKeys.remove(row.key);
  kernelcareKeys.put({ ...row, key: 'TheTwinOfTheKey1' });
  const { diagnostics } = await arena.prepare(FLEET, { acceptEmpty: true });
  expect(diagnostics.map(({ code }) => code)).toEqual(['made-before']);
  expect(diagnostics[0]?.help).toContain(
    'clnform state rm kernelcare_key.fleet, then: clnform import kernelcare_key.fleet ID',
  );
});

test('a key made for another address is no reason to stop', async () => {
  const note = `web ${makeMarker('other', 'abcd1234')}`;
  const key = { key: 'KcKeyKeyKeyKeyKe', limit: 5, note, enabled: true, created: 0, cidrs: [] };
  const arena = new Arena({ contents: { kernelcareKeys: [key] } });
  const { plan, diagnostics } = await arena.prepare(FLEET, {});
  expect(plan?.changes.map(({ action }) => action)).toEqual(['create']);
  expect(diagnostics).toEqual([]);
  // It is just like it all the same, and nothing is known of what was bought before.
  expect(plan?.changes.map(({ hazards }) => hazards.map(({ name }) => name))).toEqual([['alike']]);
});

test('a key that goes while one just like it comes looks renamed', async () => {
  const arena = new Arena({ contents: {} });
  await arena.apply(FLEET);
  const { diagnostics } = await arena.prepare(manifestOf({ kernelcare_keys: { new: { limit: 5, note: 'web' } } }), {});
  expect(diagnostics.map(({ code, help }) => [code, help.includes('from: kernelcare_key.fleet')])).toEqual([
    ['looks-renamed', true],
  ]);
});

describe('an old state', () => {
  const key = { product: 'AVP', limit: 5, note: 'web' };
  const old = { imunify_keys: { first: { ...key, note: 'first' } } };
  const whole = (limit = 5) => manifestOf({ imunify_keys: { ...old.imunify_keys, web: { ...key, limit } } });

  async function restored(): Promise<Arena> {
    const arena = new Arena({ contents: {} });
    await arena.apply(manifestOf(old));
    const copy = arena.store.stored;
    await arena.apply(whole());
    arena.store.stored = copy;
    return arena;
  }

  test.each([
    { reason: 'a key without a marker', limit: 5, words: 'an Imunify key just like it (' },
    {
      reason: 'though its limit was changed since',
      limit: 8,
      words: 'an Imunify key like it but for limit (5, not 8) (',
    },
  ])('does not buy again unasked: $reason', async ({ limit, words }) => {
    const arena = await restored();
    const { plan, diagnostics } = await arena.prepare(whole(limit), {});
    expect(diagnostics).toEqual([]);
    const hazards = plan?.changes.flatMap((change) => change.hazards) ?? [];
    expect(hazards.map(({ name }) => name)).toEqual(['alike']);
    expect(hazards[0]?.detail).toContain(words);
    expect(hazards[0]?.detail).not.toContain('no state');
    expect(plan === undefined ? [] : refusedHazards(plan, new Set()).map(({ code }) => code)).toEqual(['hazard-alike']);
  });
});

describe('with a state, what looks like a create', () => {
  const bound = { 'imunify_key.gone': { id: 'K', missingSince: 1 } };
  const key = { product: 'CL', limit: 5, note: 'web' };
  const blocks = { cloudlinux_keys: { web: key } };
  const live = (limit: number) => ({ cloudlinux_key: [{ id: 'A', spec: { ...key, limit } }] });

  test.each([
    { markers: true, limit: 5, says: 'looks-alike' },
    { markers: true, limit: 6, says: undefined },
    { markers: false, limit: 5, says: 'alike' },
    { markers: false, limit: 6, says: 'alike' },
  ])('markers: $markers, a limit of $limit: $says', ({ markers, limit, says }) => {
    const { plan, diagnostics } = planFor({ blocks, bound, live: live(limit), extras: { markers } });
    const told = [
      ...diagnostics.map(({ code }) => code),
      ...plan.changes.flatMap(({ hazards }) => hazards.map(({ name }) => name)),
    ];
    expect(told).toEqual(says === undefined ? [] : [says]);
  });

  test('may have been renamed, or bought before: both are said', () => {
    const leaving = { 'cloudlinux_key.old': 'B' };
    const both = { cloudlinux_key: [...live(5).cloudlinux_key, { id: 'B', spec: key }] };
    const { plan, diagnostics } = planFor({ blocks, bound: leaving, live: both, extras: { markers: false } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['looks-renamed']);
    const created = plan.changes.filter(({ action }) => action === 'create');
    expect(created.map(({ hazards }) => hazards.map(({ name }) => name))).toEqual([['alike']]);
  });
});

describe('an object is named by its id, masked where that is a credential', () => {
  const type = 'vault';
  const fields = { note: {} };
  const vault = (secretId?: true) =>
    kindLike({
      ...{ type, title: 'vault', fields, marker: { field: 'note', maxLength: 100 }, create: NEVER_CALLED },
      ...(secretId === undefined ? {} : { secretId }),
    });
  const told = (secretId: true | undefined, { bound, live }: Pick<Situation, 'bound' | 'live'>) => {
    const desired = [declare(type, 'web', { note: 'web' })];
    const { diagnostics, plan } = planFor({
      ...{ kinds: [vault(secretId)], desired, bound: bound ?? {}, live: live ?? {} },
    });
    const hazards = plan.changes.flatMap((change) => change.hazards);
    return [
      ...diagnostics.map(({ code, summary }) => ({ code, text: summary })),
      ...hazards.map(({ name, detail }) => ({ code: name, text: detail })),
    ].map(({ code, text }) => [code, /\((.*?)\)/u.exec(text)?.[1]]);
  };
  const marked = { marker: '[clnform:web#abcd1234]', tag: 'abcd1234' };
  const one = { id: 'VAULT-ID-0001', spec: { note: 'web' } };

  test.each([
    { code: 'alike', situation: { live: { vault: [one] } } },
    {
      code: 'looks-alike',
      situation: { bound: { 'imunify_key.gone': { id: 'K', missingSince: 1 } }, live: { vault: [one] } },
    },
    { code: 'made-before', situation: { live: { vault: [{ ...one, ...marked }] } } },
    {
      code: 'bought-twice',
      situation: {
        bound: { 'vault.web': 'VAULT-ID-0002' },
        live: {
          vault: [
            { ...one, ...marked },
            { ...one, ...marked, id: 'VAULT-ID-0002' },
          ],
        },
      },
    },
  ])('$code', ({ code, situation }) => {
    expect(told(undefined, situation)).toEqual([[code, one.id]]);
    const [[secretCode, shown] = []] = told(true, situation);
    expect(secretCode).toBe(code);
    expect(shown).not.toContain('VAULT-ID');
    expect(shown).toMatch(/0001$/u);
  });
});
