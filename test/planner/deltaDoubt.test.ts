import { expect, test } from 'vitest';
import { Arena } from '../support/arena.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf } from '../support/manifestOf.ts';

const sized = (size_gb: number) => manifestOf({ backups: { S1: { size_gb, datacenter: 'EU1' } } });

test('a size that is put as a difference needs a flag when the account does not show what was last written', async () => {
  const arena = new Arena({
    contents: {
      imunifyKeys: [{ key: 'IMKEY', code: 'AVP', limit: 5, note: '' }],
      imunifyServers: [{ id: 'S1', key: 'IMKEY', ip: '203.0.113.7', lastCheckin: TEST_NOW }],
    },
  });
  await arena.apply(sized(100));
  expect((await arena.plan(sized(120))).changes.map(({ hazards }) => hazards)).toEqual([[]]);
  const { backups } = arena.account.emulator.account;
  for (const row of backups.rows()) backups.put({ ...row, size: 80 });
  const [change] = (await arena.plan(sized(120))).changes;
  expect(change?.hazards.map(({ name }) => name)).toEqual(['unreadable']);
  expect(change?.hazards[0]?.detail).toContain('last written as 100');
});
