import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { ended } from './builtCli.ts';
import type { Ended } from './builtCli.ts';

interface Step {
  readonly id: string;
  readonly if?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionRun {
  readonly code: number;
  /** What the runner's log would hold. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The steps that ran. */
  readonly steps: readonly string[];
}

export interface Sandbox {
  readonly folder: string;
  /** Runs the steps of action.yml as a runner does, one after the other, until one fails. */
  run(inputs: Readonly<Record<string, string>>, variables?: Readonly<Record<string, string>>): Promise<ActionRun>;
  /** Puts a program on the PATH of the steps. */
  program(name: string, script: string): Promise<void>;
  end(): Promise<void>;
}

export async function readAction(): Promise<Action> {
  return parse(await readFile('action.yml', 'utf8')) as Action;
}

/** A runner's workplace: its folders, its files, and the built clnform on PATH. */
export async function actionSandbox(): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'clnform-action-'));
  const [folder, bin, temp] = ['work', 'bin', 'temp'].map((name) => join(root, name)) as [string, string, string];
  for (const made of [folder, bin, temp]) await mkdir(made);
  const action = await readAction();
  const program: Sandbox['program'] = (name, script) => writeFile(join(bin, name), script, { mode: 0o755 });
  await program('clnform', `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/clnform.js')}" "$@"\n`);

  return {
    folder,
    program,
    end: () => rm(root, { recursive: true, force: true }),
    async run(given, variables = {}) {
      const files = { GITHUB_OUTPUT: join(root, 'output'), GITHUB_STEP_SUMMARY: join(root, 'summary') };
      const more = { GITHUB_PATH: join(root, 'path'), GITHUB_ACTION_PATH: resolve('.'), RUNNER_TEMP: temp };
      await writeFile(files.GITHUB_STEP_SUMMARY, '');
      const inputs = Object.fromEntries(
        Object.entries(action.inputs).map(([name, input]) => [
          name,
          given[name] ?? resolved(input.default ?? '', {}, {}),
        ]),
      );
      const path = [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(':');
      const outputs: Record<string, Record<string, string>> = {};
      const steps: string[] = [];
      let log = '';
      let code = 0;
      for (const step of action.runs.steps) {
        if (step.if !== undefined && !holds(step.if, inputs)) continue;
        await writeFile(files.GITHUB_OUTPUT, '');
        const own = Object.fromEntries(
          Object.entries(step.env).map(([name, value]) => [name, resolved(value, inputs, outputs)]),
        );
        const env = { PATH: path, HOME: root, ...variables, ...files, ...more, ...own };
        const result = await inShell(step.run, folder, env);
        steps.push(step.id);
        log += result.stdout + result.stderr;
        const lines = (await readFile(files.GITHUB_OUTPUT, 'utf8')).split('\n').filter((line) => line.includes('='));
        outputs[step.id] = Object.fromEntries(
          lines.map((line) => line.split(/=(.*)/su).slice(0, 2) as [string, string]),
        );
        code = result.code ?? 1;
        if (code !== 0) break;
      }
      const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
      return { code, log, summary, steps, outputs: outputs.run ?? {} };
    },
  };
}

function inShell(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  // As runners start `shell: bash`.
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return ended(spawn('bash', shell, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

const EXPRESSION = /\$\{\{\s*([\w.-]+)\s*\}\}/gu;

function resolved(
  value: string,
  inputs: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  return value.replace(EXPRESSION, (whole, name: string) => {
    const [scope, first = '', , last = ''] = name.split('.');
    if (scope === 'inputs') return inputs[first] ?? '';
    if (scope === 'steps') return outputs[first]?.[last] ?? '';
    if (name === 'github.token') return 'the-token';
    throw new Error(`an expression that runners may not know: ${whole}`);
  });
}

/** The two comparisons that the action's conditions are made of. */
function holds(condition: string, inputs: Readonly<Record<string, string>>): boolean {
  const inner = /^\$\{\{(.*)\}\}$/u.exec(condition)?.[1] ?? '';
  return inner.split('&&').every((part) => {
    const [, name = '', operator, value] = /^\s*inputs\.([\w-]+) (==|!=) '([^']*)'\s*$/u.exec(part) ?? [];
    if (operator === undefined) throw new Error(`a condition that is not understood: ${part}`);
    return (inputs[name] === value) === (operator === '==');
  });
}
