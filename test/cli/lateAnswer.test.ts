import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { CallRecord } from '../../src/emulator/ledger.ts';
import { startEmulatorServer, type EmulatorServer } from '../../src/emulator/server.ts';
import type { Ended } from '../support/builtCli.ts';
import { runInProcess } from '../support/cliInProcess.ts';

const DAY_MS = 86_400_000;
const LOGIN = 'acme';
const SECRET = 'a-secret-that-must-never-be-seen';
const APPLY = 'apply --allow removes-servers';
const FILES = { before: manifest(5, '203.0.113.10, 203.0.113.11'), after: manifest(3, '203.0.113.10, 203.0.113.12') };

function manifest(limit: number, ips: string): string {
  return `version: 1
account: ${LOGIN}
imunify_keys:
  web: { product: "360_30", limit: ${limit} }
kernelcare_keys:
  fleet: { limit: 10, remove_stale_servers_after: 90d }
ip_licenses:
  edge: { products: [cloudlinux], ips: [${ips}] }
`;
}

let folder: string;
let server: EmulatorServer;
let account: Emulator['account'];

const run = (line: string, answer?: () => string): Promise<Ended> => {
  const variables = { CLN_API_URL: server.url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET, NO_COLOR: '1' };
  return runInProcess(line.split(' '), folder, variables, answer);
};
const yesAfter =
  (ms: number, meanwhile: () => void = () => undefined) =>
  (): string => {
    vi.setSystemTime(Date.now() + ms);
    meanwhile();
    return 'yes';
  };
const key = (table: 'imunifyKeys' | 'kernelcareKeys'): string => {
  const [found] = account[table].filter(({ isDefault }) => isDefault !== true);
  if (found === undefined) throw new Error(`the account has no key in ${table}`);
  return found.key;
};
const sit = (...ids: readonly string[]): void => {
  for (const id of ids) {
    account.imunifyServers.put({ id, key: key('imunifyKeys'), ip: '198.51.100.7', lastCheckin: Date.now() });
  }
};
const checkin = (lastCheckin: number): void => {
  const row = { id: 'KSERVER', key: key('kernelcareKeys'), ip: '198.51.100.9', health: 'ok' };
  account.kernelcareServers.put({ ...row, created: Date.now() - 400 * DAY_MS, lastCheckin });
};
const calls = (): readonly CallRecord[] => server.emulator.ledger.calls;
const sent = (since: number): readonly string[] =>
  calls()
    .slice(since)
    .flatMap(({ mutating, endpoint }) => (mutating ? [endpoint] : []));
const registerEdge = (): void => {
  const [row] = account.ipLicenses.filter(({ ip }) => ip === '203.0.113.11');
  if (row === undefined) throw new Error('the account has no licence for 203.0.113.11');
  account.ipLicenses.put({ ...row, registered: true, serverInfo: 'edge-2', lastCheckin: Date.now() });
};

beforeEach(async () => {
  // Only the time of day: whoever waits does wait.
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = await mkdtemp(join(tmpdir(), 'clnform-late-'));
  server = await startEmulatorServer({ login: LOGIN, secret: SECRET });
  ({ account } = server.emulator);
  await writeFile(join(folder, 'clnform.yaml'), FILES.before);
  expect(await run('apply --auto-approve')).toMatchObject({ code: 0 });
  sit('SSERVER_1', 'SSERVER_2');
  checkin(Date.now() - 200 * DAY_MS);
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an answer that is long in coming', () => {
  it('leaves out what went stale while the question stood, and does the rest', async () => {
    await writeFile(join(folder, 'clnform.yaml'), FILES.after);
    const since = calls().length;
    const late = yesAfter(60_000, () => {
      registerEdge();
      sit('SSERVER_3', 'SSERVER_4');
      checkin(Date.now());
    });
    const { code, stdout, stderr } = await run(APPLY, late);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('warning stale-change: ') as string });
    for (const why of [
      'ip_license.203.0.113.11/cloudlinux is left out: ',
      'imunify_key.web is left out: 4 servers are registered with it by now, more than the new limit of 3.',
      'is left out: it checked in again.',
    ]) {
      expect(stderr).toContain(why);
    }
    expect(stdout).toContain('Left out of this plan: 3 changes.');
    expect(sent(since)).toEqual(['ipl/register']);
    expect(account.ipLicenses.rows().map(({ ip }) => ip)).toEqual(['203.0.113.10', '203.0.113.11', '203.0.113.12']);
    expect(account.imunifyKeys.get(key('imunifyKeys'))?.limit).toBe(5);
    expect(account.kernelcareServers.has('KSERVER')).toBe(true);
  });

  it('is a consent to the whole plan where nothing changed', async () => {
    await writeFile(join(folder, 'clnform.yaml'), FILES.after);
    const { code, stderr } = await run(APPLY, yesAfter(60_000));
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('stale-change') as string });
    expect(account.ipLicenses.rows().map(({ ip }) => ip)).toEqual(['203.0.113.10', '203.0.113.12']);
    expect(account.imunifyKeys.get(key('imunifyKeys'))?.limit).toBe(3);
    expect(account.kernelcareServers.has('KSERVER')).toBe(false);
  });

  it('does nothing where nothing of the plan holds, or where the account cannot be read again', async () => {
    const text = FILES.before
      .replace('203.0.113.10, 203.0.113.11', '203.0.113.10')
      .replace(/, remove_stale\w+: 90d/u, '');
    await writeFile(join(folder, 'clnform.yaml'), text);
    const since = calls().length;
    const unread = await run(
      'apply',
      yesAfter(60_000, () => server.emulator.faults.add({ endpoint: 'ipl/*', do: 'refuse', when: 'before' })),
    );
    expect(unread).toMatchObject({ code: 1, stderr: expect.stringContaining('error refused: ipl/list') as string });
    server.emulator.faults.clear();
    const stale = await run('apply', yesAfter(60_000, registerEdge));
    expect(stale).toMatchObject({ code: 1, stderr: expect.stringContaining('error plan-stale: ') as string });
    expect(stale.stderr).toContain('Run it again: clnform apply');
    expect(sent(since)).toEqual([]);
  });

  it('holds for destroy: a key on which a server registered meanwhile stays', async () => {
    account.kernelcareServers.remove('KSERVER');
    const late = yesAfter(60_000, () => sit('SSERVER_3'));
    const { code, stderr } = await run('destroy --allow removes-servers', late);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining(
        'imunify_key.web is left out: SSERVER_3 registered with it after the plan was made.',
      ) as string,
    });
    expect(account.imunifyServers.size).toBe(3);
    expect(account.ipLicenses.size).toBe(0);
  });
});

describe('what is read after the answer', () => {
  it.each([
    ['nothing, where it came within seconds', 4000, 'ipl/register'],
    ['the account, where it took longer', 6000, 'ipl/list'],
    ['the account, where the clock was set back meanwhile', -60_000, 'ipl/list'],
  ])('is %s', async (_, ms, first) => {
    const text = FILES.before
      .replace('203.0.113.11', '203.0.113.11, 203.0.113.12')
      .replace(/, remove_stale\w+: 90d/u, '');
    await writeFile(join(folder, 'clnform.yaml'), text);
    let asked = 0;
    const answer = yesAfter(ms, () => {
      asked = calls().length;
    });
    expect(await run('apply', answer)).toMatchObject({ code: 0 });
    expect(calls()[asked]?.endpoint).toBe(first);
    expect(account.ipLicenses.size).toBe(3);
  });
});
