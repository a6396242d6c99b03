import { expect, test } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { surveyAccount, type SurveyOptions } from '../../src/engine/surveyAccount.ts';
import type { Address } from '../../src/model/address.ts';
import type { Binding } from '../../src/model/state.ts';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { depsOf, strike } from './support/carryOutWith.ts';

const server = (id: string, on: string) => ({ id, key: on, ip: '192.0.2.1', lastCheckin: TEST_NOW });
const CONTENTS: AccountContents = {
  imunifyKeys: ['X', 'Y'].map((key) => ({ key, code: '360_30', limit: 5, note: 'not shown' })),
  imunifyServers: [server('S1', 'X'), server('S2', 'X'), server('S3', 'Y')],
  // Spelled like a key of another product: what sits on that one does not sit here.
  kernelcareKeys: [{ key: 'X', limit: 5, note: 'k', enabled: true, created: 1, cidrs: [] }],
  kernelcareServers: [{ id: 'KS', key: 'X', ip: '192.0.2.1', created: 1, lastCheckin: TEST_NOW, health: 'up-to-date' }],
};

type Bound = Readonly<Record<string, Partial<Binding>>>;

/** `X (web, protected) > S1,S2`: an object, what it is bound as, and what sits on it. */
async function surveyed(options: SurveyOptions, bound: Bound = {}, arena = new Arena({ contents: CONTENTS })) {
  const { state } = arena.store;
  const bindings = Object.fromEntries(
    Object.entries(bound).map(([address, binding]) => {
      const type = address.slice(0, address.indexOf('.'));
      return [address as Address, { type, id: '', applied: {}, ...binding }];
    }),
  );
  const survey = await surveyAccount(depsOf(arena), { ...state, bindings }, options);
  const told = [...survey.objects].flatMap(([type, objects]) =>
    objects.flatMap(({ live, boundName, protect, children }) => {
      // Every account has features; unset, they say nothing.
      if (live.inert === true) return [];
      const as = boundName === undefined ? '' : ` (${boundName}${protect === true ? ', protected' : ''})`;
      const below = children.length === 0 ? '' : ` > ${children.map(({ id }) => id).join(',')}`;
      return [`${type} ${live.id}${as}${below}`];
    }),
  );
  return { survey, told };
}

const only = (...types: readonly string[]) => ({ types: new Set(types), children: false });
const web = { 'imunify_key.web': { id: 'X' } };

test.each<{ reason: string; options: SurveyOptions; bound?: Bound; told: readonly string[] }>([
  {
    reason: 'every object that can be declared, without what sits on it',
    options: { children: false },
    told: ['imunify_key X', 'imunify_key Y', 'kernelcare_key X'],
  },
  {
    reason: 'with what sits on it, where the API can move it',
    options: { children: true },
    told: ['imunify_key X > S1,S2', 'imunify_key Y > S3', 'kernelcare_key X'],
  },
  {
    reason: 'without: what the state binds there all the same, and on its own key alone',
    options: { children: false },
    bound: { ...web, 'imunify_server.S2': { id: 'S2' } },
    told: ['imunify_key X (web) > S2', 'imunify_key Y', 'kernelcare_key X'],
  },
  { reason: 'of some kinds', options: only('kernelcare_key'), told: ['kernelcare_key X'] },
  {
    reason: 'of some kinds, and what the state binds of others',
    options: only('kernelcare_key'),
    bound: web,
    told: ['imunify_key X (web)', 'kernelcare_key X'],
  },
  {
    reason: 'of one kind with what sits on it, and of another what is bound, without',
    options: { types: new Set(['kernelcare_key']), children: true },
    bound: web,
    told: ['imunify_key X (web)', 'kernelcare_key X'],
  },
  {
    reason: 'protection that the state remembers',
    options: only('imunify_key'),
    bound: { 'imunify_key.web': { id: 'X', protect: true } },
    told: ['imunify_key X (web, protected)', 'imunify_key Y'],
  },
])('shows $reason', async ({ options, bound, told }) => {
  const arena = new Arena({ contents: CONTENTS });
  expect((await surveyed(options, bound, arena)).told).toEqual(told);
  expect(arena.mutatingCalls()).toBe(0);
});

test('what no list shows is as it was last written; what a list shows is as it shows it', async () => {
  const applied = { product: '360_30', limit: 99, note: 'written', remove_stale_servers_after: 90 };
  const arena = new Arena({ contents: CONTENTS, shape: { notes: 'off' } });
  const { survey } = await surveyed(only('imunify_key'), { 'imunify_key.web': { id: 'X', applied } }, arena);
  expect(survey.objects.get('imunify_key')?.map(({ live }) => live.spec)).toEqual([
    { product: '360_30', limit: 5, note: 'written', remove_stale_servers_after: 90 },
    { product: '360_30', limit: 5 },
  ]);
  const shown = await surveyed(only('imunify_key'), { 'imunify_key.web': { id: 'X', applied } });
  expect(shown.survey.objects.get('imunify_key')?.[0]?.live.spec).toMatchObject({ limit: 5, note: 'not shown' });
});

test.each([
  { reason: 'a list', endpoint: 'kcare/key/list', objects: 0 },
  { reason: 'what sits on a key', endpoint: 'im/srv/list', objects: 3 },
])('$reason that cannot be read is an error, and never an empty one', async ({ endpoint, objects }) => {
  const arena = new Arena({ contents: CONTENTS });
  strike(arena, { endpoint, do: 'html' });
  const { survey, told } = await surveyed({ children: true }, {}, arena);
  expect(survey.diagnostics.map(({ severity }) => severity)).toContain('error');
  expect(told).toHaveLength(objects);
  expect(told.join()).not.toContain('S1');
});
