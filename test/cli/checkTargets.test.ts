import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTargets, type Target } from '../../src/cli/checkTargets.ts';
import { CliError } from '../../src/cli/cliError.ts';
import { createContext, type Context } from '../../src/cli/context.ts';
import { beginReports } from '../../src/cli/reportFiles.ts';
import { encodeState } from '../../src/state/encodeState.ts';
import { emptyState } from '../../src/model/state.ts';

let folder: string;
let context: Context;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-targets-'));
  context = createContext(
    {
      args: [],
      variables: {},
      folder,
      stdin: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      hostname: 'host',
      pid: 1,
      onInterrupt: () => () => undefined,
      exit: (() => undefined) as never,
    },
    {},
  );
  await writeFile(at('clnform.yaml'), 'account: acme\n');
  await writeFile(at('office.txt'), '192.0.2.1\n');
  for (const name of ['clnform.yaml', 'office.txt']) context.inputs.add(at(name));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const report = (typed: string): Target => ({ option: '--report', typed });
const out = (typed: string): Target => ({ option: '--out', typed });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return error.diagnostics.map(({ code }) => code).join();
  }
}

describe('what a run is to write', () => {
  it.each<{ reason: string; targets: Target[]; code: string; prepare?: () => Promise<void> }>([
    { reason: 'a new file', targets: [report('a.md'), out('a.plan')], code: 'none' },
    {
      reason: 'an older report',
      targets: [report('a.md')],
      code: 'none',
      prepare: () => writeFile(at('a.md'), '## Plan\n'),
    },
    { reason: 'any other text', targets: [report('a.txt')], code: 'none', prepare: () => writeFile(at('a.txt'), 'x') },
    { reason: 'an IP list that was read', targets: [report('office.txt')], code: 'report-is-input' },
    { reason: 'the same by another way', targets: [report('./x/../office.txt')], code: 'report-is-input' },
    {
      reason: 'a link to it',
      targets: [report('a.txt')],
      code: 'report-is-input',
      prepare: () => symlink('office.txt', at('a.txt')),
    },
    {
      reason: 'a second name of it',
      targets: [report('a.txt')],
      code: 'report-is-input',
      prepare: () => link(at('office.txt'), at('a.txt')),
    },
    {
      reason: 'a link to a folder above it',
      targets: [report('b/office.txt')],
      code: 'report-is-input',
      prepare: () => symlink('.', at('b')),
    },
    { reason: 'the manifest', targets: [out('clnform.yaml')], code: 'out-is-input' },
    { reason: 'the state, which is not there yet', targets: [out('clnform.state.json')], code: 'out-is-state' },
    { reason: 'its journal', targets: [out('clnform.state.json.7.journal')], code: 'out-is-state' },
    { reason: 'its lock', targets: [out('clnform.state.json.lock')], code: 'out-is-state' },
    {
      reason: 'a link to the state, which is not there yet',
      targets: [report('a.json')],
      code: 'report-is-state',
      prepare: () => symlink('clnform.state.json', at('a.json')),
    },
    {
      reason: 'the file that the state is a link to',
      targets: [report('real.json')],
      code: 'report-is-state',
      prepare: () => symlink('real.json', at('clnform.state.json')),
    },
    { reason: 'two reports in one file', targets: [report('a.md'), report('./a.md')], code: 'report-twice' },
    { reason: 'a report and the plan in one file', targets: [report('a.json'), out('a.json')], code: 'out-twice' },
    {
      reason: 'a report and a baseline in one file',
      targets: [report('a.txt'), { option: '--write-baseline', typed: 'a.txt' }],
      code: 'baseline-twice',
    },
    { reason: 'a folder', targets: [report('a.md')], code: 'report-not-file', prepare: () => mkdir(at('a.md')) },
    {
      reason: 'a pipe',
      targets: [report('a.md')],
      code: 'report-not-file',
      prepare: () => Promise.resolve(void execFileSync('mkfifo', [at('a.md')])),
    },
    {
      reason: 'a link to a device',
      targets: [report('a.md')],
      code: 'report-not-file',
      prepare: () => symlink('/dev/null', at('a.md')),
    },
    {
      reason: 'a state that is not in use',
      targets: [report('old.json')],
      code: 'report-is-input',
      prepare: () => writeFile(at('old.json'), encodeState(emptyState('acme', 'x'))),
    },
    {
      reason: 'a saved plan',
      targets: [report('a.json')],
      code: 'report-is-input',
      prepare: () => writeFile(at('a.json'), '{\n"format": "clnform-plan",\n"version": 1'),
    },
    {
      reason: 'a manifest that was not read',
      targets: [report('a.txt')],
      code: 'report-is-input',
      prepare: () => writeFile(at('a.txt'), '# ours\nversion: 1\naccount: acme\n'),
    },
  ])('$reason: $code', async ({ targets, code, prepare }) => {
    await prepare?.();
    expect(await codeOf(checkTargets(context, targets))).toBe(code);
  });

  it('is held against what has been read by the time that it is asked', async () => {
    context.inputs.clear();
    const reports = await beginReports(context, ['office.txt']);
    context.inputs.add(at('office.txt'));
    expect(await codeOf(reports.check())).toBe('report-is-input');
    await reports.dispose();
    expect(await readFile(at('office.txt'), 'utf8')).toBe('192.0.2.1\n');
  });

  it.each([true, false])('is written through a link, which stays; its file is there already: %s', async (isThere) => {
    if (isThere) await writeFile(at('real.md'), 'old');
    await symlink('real.md', at('a.md'));
    const reports = await beginReports(context, ['a.md']);
    await reports.write(() => Promise.resolve(['new']));
    expect(await readlink(at('a.md'))).toBe('real.md');
    expect(await readFile(at('real.md'), 'utf8')).toBe('new\n');
  });
});
