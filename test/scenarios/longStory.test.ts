import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleContents } from '../../src/emulator/sample.ts';
import { startEmulatorServer } from '../../src/emulator/server.ts';
import { runInProcess } from '../support/cliInProcess.ts';

let folder: string;
let emulator: Awaited<ReturnType<typeof startEmulatorServer>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-story-'));
  emulator = await startEmulatorServer({ contents: sampleContents({ now: Date.now() }) });
});
afterEach(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const run = async (line: string): Promise<Awaited<ReturnType<typeof runInProcess>>> => {
  const variables = { CLN_API_URL: emulator.url, CLN_LOGIN: 'acme', CLN_SECRET_KEY: 'emulator-secret' };
  return runInProcess(line.split(' '), folder, variables);
};
const ends = async (line: string, code: number): Promise<string> => {
  const ended = await run(line);
  expect(ended.code, `${line}\n${ended.stdout}\n${ended.stderr}`).toBe(code);
  return ended.stdout;
};
const edit = async (name: string, change: (text: string) => string): Promise<void> => {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(file, change(text));
};

test('an account is adopted, changed by a saved plan, watched, and bound again after its state was lost', async () => {
  await ends('export --out clnform --servers', 0);
  await ends('plan --detailed-exitcode', 0);
  // Once more: what is bound keeps its address.
  await ends('export --out again --servers', 1);
  await ends('export --kinds imunify_keys', 0);
  await edit('clnform/imunify_keys.yaml', (text) =>
    text.replace(/limit: (\d+)/, (_, n: string) => `limit: ${Number(n) + 7}`),
  );
  await ends('drift --fail-on-pending', 2);
  await ends('plan --out web.plan --allow unlimited', 1);
  await ends('plan --out web.plan --target imunify_key.*', 0);
  expect(await ends('show web.plan', 0)).toContain('imunify_key');
  await ends('plan --out cut.plan --exclude imunify_key.*', 0);
  await ends('apply web.plan --allow unlimited,removes-servers', 0);
  await ends('apply web.plan --allow unlimited,removes-servers', 1);
  await ends('drift', 0);
  await ends('state pull --out copy.json', 0);
  await rm(join(folder, 'clnform.state.json'));
  await ends('state rebuild --list rebind.txt', 4);
  await ends('drift', 4);
  await ends('import --list rebind.txt', 0);
  await ends('plan --detailed-exitcode', 0);
  expect(emulator.emulator.ledger.calls.filter(({ mutating }) => mutating)).toHaveLength(1);
}, 60_000);
