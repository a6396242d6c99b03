import { afterEach, describe, expect, it } from 'vitest';
import { openScene, SECRET } from '../support/builtCli.ts';
import type { Scene } from '../support/builtCli.ts';

const EXAMPLES = ['first-plan', 'mid-size-reseller', 'multi-file'];
const SHAPES = ['int', 'string'].flatMap((numbers) =>
  ['bare', 'wrapped'].flatMap((v2) => ['on', 'off'].map((notes) => `numbers=${numbers},v2=${v2},notes=${notes}`)),
);
const CASES = EXAMPLES.flatMap((example) => SHAPES.map((shape) => ({ example, shape })));

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.end();
  scene = undefined;
});

describe('every example', () => {
  it.each(EXAMPLES)(
    '%s: plan shows changes, in each format alike, and sends nothing that changes anything',
    async (example) => {
      scene = await openScene({ example });
      for (const format of ['text', 'json'])
        expect(await scene.run(`plan --detailed-exitcode --format ${format}`)).toMatchObject({ code: 2 });
      const calls = await scene.calls();
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter((call) => call.mutating)).toEqual([]);
    },
  );

  it.each(EXAMPLES)('%s is laid out as fmt would', async (example) => {
    scene = await openScene({ example });
    expect(await scene.run('fmt --check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each(CASES)('$example with $shape: apply, then nothing is left', async ({ example, shape }) => {
    scene = await openScene({ example, emulator: ['--shape', shape] });

    const applied = await scene.run('apply --auto-approve');
    expect(applied).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/^(error|warning)/mu) as string });
    const calls = await scene.calls();
    expect(calls.filter((call) => call.outcome !== 'done')).toEqual([]);
    expect(calls.filter((call) => call.misprint ?? call.untypedRemoval)).toEqual([]);

    const after = await scene.run('plan --detailed-exitcode');
    expect(after).toMatchObject({ code: 0, stdout: expect.stringContaining('No changes.') as string });
    expect((await scene.calls()).slice(calls.length).filter((call) => call.mutating)).toEqual([]);

    // A token is login|time|sha1: neither it nor the secret may show anywhere.
    for (const { stdout, stderr } of [applied, after]) {
      expect(stdout + stderr).not.toContain(SECRET);
      expect(stdout + stderr).not.toMatch(/[0-9a-f]{40}|acme(\||%7C)/u);
    }
  });
});
