import { expect, it } from 'vitest';
import { kernelcareServer } from '../../src/kinds/kernelcareServer.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { fakeApi } from './support/fakeApi.ts';

conforms({
  kind: kernelcareServer,
  contents: KEYS_WITH_SERVERS,
  existing: 'kcserver1',
  under: [{ type: 'kernelcare_key', id: 'KcKey1', spec: {} }],
});

it.each([
  { reason: 'the service found and removed it', answered: true, on: 'Kc1', looked: [], status: 'done' },
  { reason: 'no key has it', answered: false, on: undefined, looked: ['Kc1', 'Kc0'], status: 'done' },
  { reason: 'its own key still has it', answered: false, on: 'Kc1', looked: ['Kc1'], status: 'refused' },
  { reason: 'it went to another key', answered: false, on: 'Kc0', looked: ['Kc1', 'Kc0'], status: 'refused' },
])('believes "Server not found" only of a server that is not listed: $reason', async (story) => {
  const { api, calls } = fakeApi({
    'kernelcare.removeServer': done(story.answered),
    'kernelcare.keys': ['Kc0', 'Kc1'].map((key) => ({ key, limit: 1, note: '' })),
    'kernelcare.servers': (key: string) => (key === story.on ? [{ serverId: 's1' }] : []),
  });
  const live = { type: 'kernelcare_server', id: 's1', spec: { key: 'Kc1' } };
  const outcome = await kernelcareServer.remove?.(api, live);
  expect(outcome).toMatchObject({ status: story.status });
  if (outcome?.status === 'refused') {
    expect(outcome.reason).toBe(
      'kcare/srv/remove: the service answered that there was no such object, and removed nothing',
    );
  }
  expect(calls.filter(([name]) => name === 'kernelcare.servers').map(([, key]) => key)).toEqual(story.looked);
});
