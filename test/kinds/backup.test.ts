import { describe, expect, it } from 'vitest';
import type { BackupSpec } from '../../src/kinds/backup.ts';
import { backup } from '../../src/kinds/backup.ts';
import type { Live } from '../../src/model/live.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { fakeApi } from './support/fakeApi.ts';

conforms({
  kind: backup,
  contents: KEYS_WITH_SERVERS,
  block: { name: 'SSERVER_1', value: { size_gb: 100, datacenter: 'EU2' } },
  spec: { server_id: 'SSERVER_1', size_gb: 100, datacenter: 'EU2' },
  changes: [{ size_gb: 150 }, { size_gb: 20 }],
});

const scope = { all: true, specs: [], names: new Set<string>(), under: [] };
const row = (size: number) => ({ serverId: 'S1', size, backupId: '23', datacenter: 'EU2' });
const live = (size_gb?: number): Live<BackupSpec> => ({
  type: 'backup',
  id: '23',
  name: 'S1',
  spec: { server_id: 'S1', datacenter: 'EU2', ...(size_gb === undefined ? {} : { size_gb }) },
});
const RESIZE = (delta: number) => ['backups.resize', { backupId: '23', delta }];

describe('backup', () => {
  it('is known by its server and addressed by its own id', async () => {
    const { api } = fakeApi({ 'backups.list': [row(10)] });
    expect(await backup.list(api.read, scope)).toEqual([live(10)]);
  });

  it.each([
    {
      reason: 'it has the planned size: the difference is sent once',
      now: [row(10)],
      sent: [RESIZE(30)],
      status: 'done',
    },
    { reason: 'it has the wanted size already: nothing is sent', now: [row(40)], sent: [], status: 'done' },
    { reason: 'someone else resized it: nothing is sent', now: [row(20)], sent: [], status: 'refused' },
    { reason: 'it is gone: nothing is sent', now: [{ ...row(10), backupId: '24' }], sent: [], status: 'refused' },
    { reason: 'the answer shows another size', now: [row(10)], sent: [RESIZE(30)], answer: 50, status: 'unknown' },
  ])('is resized by a difference: $reason', async ({ now, sent, answer = 40, status }) => {
    const { api, calls } = fakeApi({ 'backups.list': now, 'backups.resize': done(row(answer)) });
    const next = { server_id: 'S1', size_gb: 40, datacenter: 'EU2' };
    const outcome = await backup.update?.(api, live(10), next, ['size_gb']);
    expect(outcome?.status).toBe(status);
    if (outcome?.status === 'done') expect(outcome.value).toEqual(live(40));
    else
      expect(outcome).toMatchObject({
        endpoint: 'ab/resize',
        reason: expect.stringMatching(/^ab\/resize: /) as string,
      });
    expect(calls).toEqual([['backups.list'], ...sent]);
  });

  it('does not guess a difference from a size that the plan did not see', async () => {
    const { api, calls } = fakeApi({ 'backups.list': [row(10)] });
    const next = { server_id: 'S1', size_gb: 40, datacenter: 'EU2' };
    expect(await backup.update?.(api, live(), next, ['size_gb'])).toMatchObject({ status: 'refused' });
    expect(calls).toEqual([['backups.list']]);
  });

  it.each([
    { action: 'create', size: 10, detail: undefined },
    { action: 'update', size: 10, detail: undefined },
    { action: 'remove', size: 10, detail: 'What is stored in its 10 GB is lost.' },
    { action: 'remove', size: undefined, detail: 'What is stored in it is lost.' },
    {
      action: 'replace',
      size: 10,
      detail: 'A backup cannot be moved to another datacenter: what is stored in its 10 GB is lost.',
    },
  ] as const)('says what a $action loses', ({ action, size, detail }) => {
    expect(backup.hazards?.({ action, fields: [], live: live(size) })).toEqual(
      detail === undefined ? [] : [{ name: 'data-loss', detail }],
    );
  });

  it('says that its size is put as a difference', () => {
    expect(backup.fields.size_gb).toEqual({ delta: true });
  });

  it('is billed by the gigabyte', () => {
    expect(backup.billing?.({ server_id: 'S1', size_gb: 30, datacenter: 'EU2' })).toEqual({
      product: 'backup',
      units: 30,
    });
  });
});
