import { expect, test } from 'vitest';
import { StateSession } from '../../src/engine/stateSession.ts';
import type { Address } from '../../src/model/address.ts';
import type { StateRecord } from '../../src/model/stateRecord.ts';
import { MemoryStore } from '../support/memoryStore.ts';

function bind(name: string): readonly StateRecord[] {
  return [{ op: 'bind', address: `els_key.${name}` as Address, binding: { type: 'els_key', id: name, applied: {} } }];
}

test('records that arrive during a write share the next one', async () => {
  const store = new MemoryStore();
  const session = new StateSession(store, store.state);
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => session.commit(bind(name))));
  expect(store.commits).toBe(2);
  expect(Object.keys(session.durable.bindings)).toHaveLength(4);
  expect(session.durable).toBe(store.stored);
});

test('what is on its way shows in the current state, and not in the durable one', async () => {
  const store = new MemoryStore();
  const session = new StateSession(store, store.state);
  const written = session.commit(bind('a'));
  expect(Object.keys(session.current.bindings)).toEqual(['els_key.a']);
  expect(session.durable.bindings).toEqual({});
  await written;
  expect(Object.keys(session.durable.bindings)).toEqual(['els_key.a']);
});

test('nothing to write is no write', async () => {
  const store = new MemoryStore();
  await new StateSession(store, store.state).commit([]);
  expect(store.commits).toBe(0);
});

test('after a failed write everything that waits fails with it, and nothing is written any more', async () => {
  const store = new MemoryStore();
  const session = new StateSession(store, store.state);
  await session.commit(bind('a'));
  store.beforeCommit = () => {
    throw new Error('no room');
  };
  const results = await Promise.allSettled([session.commit(bind('b')), session.commit(bind('c'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(session.broken).toBe(true);
  store.beforeCommit = () => undefined;
  await expect(session.commit(bind('d'))).rejects.toThrow('no room');
  expect(Object.keys(store.state.bindings)).toEqual(['els_key.a']);
  expect(session.durable).toBe(store.stored);
});
