import { expect, test } from 'vitest';
import { savePlan } from '../../src/engine/savePlan.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { makePlan } from '../../src/planner/makePlan.ts';
import { digest } from '../../src/state/savedPlanText.ts';
import { inputOf, intentOf, type Situation } from '../planner/support/situation.ts';
import { ABOUT } from './support/saved.ts';

const KEY = 'IM360KEYABCDEF01';
const OTHER = 'IM360KEYABCDEF99';

function saved(situation: Situation) {
  const input = inputOf(situation);
  const { plan } = makePlan(input);
  return { plan, file: savePlan(plan, input.state, KINDS, digest, ABOUT) };
}

const exclusive = { exclusive: new Set(['imunify_key', 'server_group']) };
const live = {
  imunify_key: [{ id: KEY, spec: { product: '360_30', limit: 5 } }],
  imunify_server: [],
  server_group: [{ id: 'production', name: 'production', spec: { name: 'production', servers: ['S1'] } }],
};

test('a key that a plan leaves out is masked in its file, wherever it stands', () => {
  const { plan, file } = saved({ extras: exclusive, live, options: { excludes: ['imunify_key.*', 'server_group.*'] } });
  expect(plan.leftOut.map(({ id }) => id)).toEqual([KEY, 'production']);
  expect(JSON.stringify(file)).not.toContain(KEY);
  const [key, group] = file.plan.leftOut;
  expect(key).toEqual({
    address: expect.stringMatching(/^imunify_key\..*EF01$/u) as string,
    action: 'remove',
    because: 'excluded',
  });
  // An id that is no credential says which object is meant.
  expect(group).toEqual({
    ...{ address: 'server_group.production', action: 'remove', because: 'excluded', id: 'production' },
  });
});

test('what could not be planned has no id, and is kept as it is', () => {
  const { plan, file } = saved({
    bound: { 'imunify_key.web': { id: KEY, protect: true } },
    ...{ live, options: { excludes: ['imunify_key.web'] } },
  });
  expect(plan.leftOut).toMatchObject([{ address: 'imunify_key.web' }]);
  expect(file.plan.leftOut).toEqual(plan.leftOut);
});

test('of what the plan of the day alone can say, only what apply needs is in the file', () => {
  const { plan, file } = saved({
    unremovable: [
      { type: 'imunify_key', id: OTHER, reason: 'default' },
      { type: 'backup', id: '23', reason: 'default' },
      { type: 'moon_key', id: OTHER, reason: 'default' },
    ],
    bound: { 'imunify_key.old': { id: KEY, missingSince: 1 } },
    live: { imunify_key: [] },
  });
  expect(plan.gone).toEqual(['imunify_key.old']);
  expect(file.plan.gone).toEqual([]);
  expect(JSON.stringify(file)).not.toContain(OTHER);
  expect(file.plan.unremovable.map(({ type, id }) => [type, id.slice(-4)])).toEqual([
    ['backup', '23'],
    ['imunify_key', 'EF99'],
    ['moon_key', 'EF99'],
  ]);
});

test('of a create whose answer was lost, a file names the address and not what was sent', () => {
  const intent = intentOf('imunify_key.web', { spec: { note: 'private' }, idsBefore: [OTHER], phase: 'lost' });
  const { plan, file } = saved({ intents: [intent], live: { imunify_key: [] } });
  expect(plan.openIntents).toEqual([intent]);
  expect(file.plan.openIntents).toEqual([{ ...intent, spec: {}, idsBefore: [] }]);
});

test('a file holds a fingerprint of every binding that its changes rely on, whatever order the state has', () => {
  const situation = (applied: object): Situation => ({
    bound: { 'imunify_key.web': { id: KEY, applied: applied as never } },
    live,
  });
  const prints = ({ file }: ReturnType<typeof saved>) => file.bindings;
  const print = prints(saved(situation({ a: [1, { b: 2, c: 3 }], d: null })));
  expect(print).toEqual({ 'imunify_key.web': expect.any(String) as string });
  expect(prints(saved(situation({ d: null, a: [1, { c: 3, b: 2 }] })))).toEqual(print);
  expect(prints(saved(situation({ d: null, a: [{ c: 3, b: 2 }, 1] })))).not.toEqual(print);
});
