import { execFileSync, spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sampleContents } from '../../src/emulator/sample.ts';
import { startEmulatorServer } from '../../src/emulator/server.ts';
import { ended } from '../support/builtCli.ts';
import { runInProcess } from '../support/cliInProcess.ts';
import { readAction } from '../support/compositeAction.ts';
import { definedProgram, typedCommands, typedInMarkdown, unknownParts } from '../support/typedCommands.ts';

const GITHUB = 'examples/ci-github/.github/workflows/clnform.yml';
const GITLAB = 'examples/ci-gitlab/.gitlab-ci.yml';

interface GithubStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: object;
  readonly jobs: Readonly<Record<string, { readonly if: string; readonly steps: readonly GithubStep[] }>>;
}
interface Job {
  readonly script?: readonly string[];
  readonly resource_group?: string;
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly extends?: string;
  readonly rules?: readonly { readonly if: string }[];
}

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: { type: ['string', 'boolean'] } };
/** The members of a workflow that the example uses, and no others. */
const WORKFLOW = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'on', 'permissions', 'concurrency', 'jobs'],
  properties: {
    name: text,
    on: { type: 'object', propertyNames: { enum: ['pull_request', 'push', 'schedule'] } },
    permissions: { type: 'object', additionalProperties: { enum: ['read', 'write', 'none'] } },
    concurrency: { type: 'object', properties: { group: text, 'cancel-in-progress': { const: false } } },
    env: texts,
    jobs: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['if', 'runs-on', 'steps'],
        properties: {
          if: text,
          'runs-on': { type: 'array', items: text },
          environment: text,
          steps: {
            type: 'array',
            items: { type: 'object', additionalProperties: false, properties: { uses: text, with: texts, env: texts } },
          },
        },
      },
    },
  },
};
const PIPELINE_JOB = {
  type: 'object',
  additionalProperties: false,
  properties: {
    stage: { enum: ['plan', 'apply'] },
    extends: text,
    resource_group: text,
    environment: text,
    needs: { type: 'array', items: text },
    rules: {
      type: 'array',
      items: { type: 'object', required: ['if'], additionalProperties: false, properties: { if: text, when: text } },
    },
    script: { type: 'array', items: text },
    artifacts: {
      type: 'object',
      additionalProperties: false,
      properties: {
        when: { const: 'always' },
        expire_in: text,
        paths: { type: 'array', items: text },
        reports: { type: 'object', properties: { junit: text }, additionalProperties: false },
      },
    },
  },
};

function expectValid(schema: object, value: unknown): void {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const check = ajv.compile(schema);
  check(value);
  expect(check.errors ?? []).toEqual([]);
}

describe('the GitHub workflow', async () => {
  const workflow = parse(await readFile(GITHUB, 'utf8')) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('has members that a workflow has', () => expectValid(WORKFLOW, workflow));

  it('calls the action with inputs that it has, and with credentials in the environment', async () => {
    const { inputs } = await readAction();
    const own = steps.filter(({ uses }) => uses?.includes('/clnform@') === true);
    expect(own.map((step) => step.with?.command)).toEqual(['plan', 'apply', 'drift']);
    for (const step of own) {
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      expect(Object.keys(step.env ?? {})).toEqual(['CLN_LOGIN', 'CLN_SECRET_KEY']);
    }
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    for (const { uses = '' } of own) expect(uses).toBe(`your-org/clnform@v${version}`);
  });

  it('gives forks no plan, and uses no one else’s action', () => {
    expect(workflow.jobs.plan?.if).toContain('head.repo.full_name == github.repository');
    for (const { uses = '' } of steps) expect(uses).toMatch(/^(actions\/checkout@v\d+|your-org\/clnform@v[\d.]+)$/u);
  });
});

describe('the GitLab pipeline', async () => {
  const pipeline = parse(await readFile(GITLAB, 'utf8')) as Readonly<Record<string, Job>>;
  const { stages, variables, default: defaults, ...jobs } = pipeline;
  const scripts = Object.values(jobs).flatMap((job) => job.script ?? []);

  it('has members that a pipeline has, and names only what is there', () => {
    expect({ stages, defaults }).toEqual({ stages: ['plan', 'apply'], defaults: { tags: ['clnform'] } });
    expect(variables).toBeTypeOf('object');
    for (const [name, job] of Object.entries(jobs)) {
      expectValid(PIPELINE_JOB, job);
      for (const other of [...(job.needs ?? []), ...(job.extends === undefined ? [] : [job.extends])])
        expect(Object.keys(jobs)).toContain(other);
      if (!name.startsWith('.')) expect(job).toMatchObject({ resource_group: 'clnform-acme' });
    }
  });

  it('applies the plan that was saved, and keeps it out of the artifacts', () => {
    expect(jobs['plan to apply']?.script?.join('\n')).toContain('--out="$SAVED_PLAN"');
    expect(jobs.apply?.script?.join('\n')).toContain('apply --auto-approve "$SAVED_PLAN"');
    expect(JSON.stringify(Object.values(jobs).map((job) => (job as { artifacts?: unknown }).artifacts))).not.toMatch(
      /SAVED|\.plan|state/u,
    );
  });

  it.each(scripts)('is a script: %s', (script) => {
    expect(() => execFileSync('bash', ['-n', '-c', script])).not.toThrow();
  });

  it('writes one note and updates it', async () => {
    const notes: { id: number; body: string; author: { id: number } }[] = [
      { id: 1, body: '<!-- clnform -->\nforged', author: { id: 99 } },
    ];
    const server = http.createServer((request, response) => {
      void (async () => {
        let sent = '';
        for await (const chunk of request) sent += String(chunk);
        const path = new URL(request.url ?? '', 'http://x').pathname;
        const known = request.headers['private-token'] === 'the-token';
        const base = '/api/v4/projects/5/merge_requests/7/notes';
        const { body = '' } = (sent === '' ? {} : JSON.parse(sent)) as { body?: string };
        const note = notes.find(({ id }) => `${base}/${id}` === path);
        if (request.method === 'POST' && path === base) notes.push({ id: notes.length + 1, body, author: { id: 4 } });
        else if (request.method === 'PUT' && note !== undefined) note.body = body;
        const found = path === '/api/v4/user' ? { id: 4 } : request.method === 'GET' && path === base ? notes : {};
        response.writeHead(known ? 200 : 401).end(JSON.stringify(found));
      })();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const folder = await mkdtemp(join(tmpdir(), 'clnform-gitlab-'));
    const write = async (report: string) => {
      await writeFile(join(folder, 'plan.md'), report);
      const env = {
        CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
        CI_PROJECT_ID: '5',
        CI_MERGE_REQUEST_IID: '7',
        COMMENT_TOKEN: 'the-token',
      };
      const args = ['examples/ci-gitlab/comment.mjs', join(folder, 'plan.md')];
      return (await ended(spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }))).code;
    };
    try {
      expect([await write('one'), await write('two')]).toEqual([0, 0]);
      expect(notes.map(({ body }) => body)).toEqual(['<!-- clnform -->\nforged', '<!-- clnform -->\ntwo']);
    } finally {
      server.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('commands of clnform in pipelines', async () => {
  const documents = [
    'examples/ci-gitlab/README.md',
    'examples/policy/README.md',
    'docs/pipelines.md',
    'docs/doctor.md',
  ];
  const jobs = Object.values(parse(await readFile(GITLAB, 'utf8')) as Readonly<Record<string, Job>>);
  const scripts = [
    { file: GITLAB, script: jobs.flatMap((job) => job.script ?? []).join('\n') },
    { file: 'examples/policy/policy.rego', script: await readFile('examples/policy/policy.rego', 'utf8') },
    ...(await Promise.all(
      documents.map(async (file) => ({ file, script: typedInMarkdown(await readFile(file, 'utf8')) })),
    )),
  ];
  const found = scripts.map(({ file, script }) =>
    typedCommands(script).map((words) => ({ file, line: words.join(' '), words })),
  );

  it('are found', () => expect(found.flat().length).toBeGreaterThan(12));

  it.each(found.flat())('$file: clnform $line', ({ words }) => {
    expect(unknownParts(definedProgram(), words)).toEqual([]);
  });

  it.each([
    { line: 'clnform plam', unknown: ['plam'] },
    { line: 'clnform plan --detailed-exit', unknown: ['plan --detailed-exit'] },
    { line: 'clnform --chdir x plan --format=roman', unknown: ['plan --format=roman'] },
    { line: 'clnform state rm --all', unknown: ['state rm --all'] },
    { line: 'clnform plan --detailed-exitcode --format json > plan.json', unknown: [] },
  ])('are judged: $line', ({ line, unknown }) => {
    expect(typedCommands(line).flatMap((words) => unknownParts(definedProgram(), words))).toEqual(unknown);
  });
});

describe('the policy', async () => {
  const policy = await readFile('examples/policy/policy.rego', 'utf8');
  const tests = await readFile('examples/policy/policy_test.rego', 'utf8');

  it('reads fields that a real plan has', async () => {
    const emulator = await startEmulatorServer({ contents: sampleContents({ now: Date.now() }) });
    const folder = await mkdtemp(join(tmpdir(), 'clnform-policy-'));
    try {
      const manifest = `version: 1\naccount: acme\nexclusive: [imunify_keys, backups]
prices: { currency: USD, monthly: { '360_30': 25 } }
imunify_keys: { new: { product: '360_30', limit: 5 } }\n`;
      await writeFile(join(folder, 'clnform.yaml'), manifest);
      const variables = { CLN_API_URL: emulator.url, CLN_LOGIN: 'acme', CLN_SECRET_KEY: 'emulator-secret' };
      const { code, stdout } = await runInProcess(['plan', '--format', 'json'], folder, variables);
      expect(code).toBe(0);
      const plan: unknown = JSON.parse(stdout);
      const used = [
        ...[...policy.matchAll(/\binput((?:\.\w+)+)/gu)].map(([, path = '']) => path.slice(1)),
        ...[...policy.matchAll(/\bchange((?:\.\w+)+)/gu)].map(([, path = '']) => `resource_changes${path}`),
        ...[...policy.matchAll(/\bhazard((?:\.\w+)+)/gu)].map(([, path = '']) => `resource_changes.hazards${path}`),
      ];
      expect(new Set(used).size).toBeGreaterThanOrEqual(11);
      expect(used.filter((path) => !reaches(plan, path.split('.')))).toEqual([]);
      const names = (plan as { resource_changes: { hazards: { name: string }[] }[] }).resource_changes
        .flatMap(({ hazards }) => hazards)
        .map(({ name }) => name);
      for (const [, name = ''] of policy.matchAll(/hazard\.name == "([^"]+)"/gu)) expect(names).toContain(name);
    } finally {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('has a test for each of its rules', () => {
    const rules = policy.match(/^(deny|warn) contains msg if/gmu) ?? [];
    const tested = tests.match(/^test_\w+ if/gmu) ?? [];
    expect(rules.length).toBe(7);
    expect(tested.length).toBeGreaterThanOrEqual(rules.length);
  });
});

/** Whether a member is reached on some way through the lists of a value. */
function reaches(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (Array.isArray(value)) return value.some((item) => reaches(item, path));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
  return reaches((value as Record<string, unknown>)[name], rest);
}
