import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { refusedHazards } from '../../src/planner/refusedHazards.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';
import { fc, fuzz } from '../support/fc.ts';

/** Ways in which a manifest or a service goes wrong. */
const SPOIL: Readonly<Record<string, (blocks: Blocks) => Blocks>> = {
  'a server that is nowhere': (blocks) => withKey(blocks, { product: 'AVP', limit: 5, servers: ['GHOST'] }),
  'too few seats': (blocks) => withKey(blocks, { product: 'AVP', limit: 1, servers: ['S1', 'S2', 'S3', 'S4'] }),
  'an unlimited key': (blocks) => withKey(blocks, { product: 'AVP', limit: 0 }),
  'an adoption of nothing': (blocks) => withKey(blocks, { product: 'AVP', limit: 5, adopt: 'NOT-THERE' }),
  'another description': (blocks) => ({ ...blocks, server_groups: { production: { description: 'changed' } } }),
  'a feature that is none': (blocks) => ({ ...blocks, features: { '9999': 'enabled' } }),
  'an IP of someone else': (blocks) => ({
    ...blocks,
    ip_licenses: { theirs: { products: ['kernelcare'], ips: ['203.0.113.99'] } },
  }),
  'nothing at all': () => ({}),
};
const FAULTS = ['refuse', '500', 'html', 'truncate', 'reset'] as const;

test('law 6: every diagnostic has a code, a sentence, a hint, and a place where its resource has one', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      anyStory,
      fc.constantFrom(...Object.keys(SPOIL)),
      fc.option(fc.constantFrom(...FAULTS), { nil: undefined }),
      fc.boolean(),
      async ({ contents, shape, first, second, exclusive, seed }, spoil, fault, writes) => {
        const foreignLicenses = [{ ip: '203.0.113.99', type: 16 }];
        const arena = new Arena({ contents: { ...contents, foreignLicenses }, shape, seed });
        const opening = await arena.prepare(manifestOf(first));
        if (opening.plan !== undefined) await arena.carryOut(opening.plan);
        const blocks = SPOIL[spoil]?.(second) ?? second;
        if (fault !== undefined) {
          const calls = writes ? 'writes' : 'reads';
          arena.account.emulator.faults.add({ endpoint: '*', do: fault, when: 'before', probability: 0.3, calls });
        }
        const manifest = manifestOf(blocks, { exclusive: new Set(exclusive), guards: { maxCreates: 1 } });
        const prepared = await arena.prepare(manifest, {});
        const found = [...prepared.diagnostics];
        if (prepared.plan !== undefined) {
          found.push(...refusedHazards(prepared.plan, new Set()));
          found.push(...(await arena.carryOut(prepared.plan)).diagnostics);
        }
        const declared = new Set<string>(manifest.desired.map((d) => d.address));
        for (const diagnostic of found) {
          codes.add(diagnostic.code);
          judge(diagnostic, declared);
        }
      },
    ),
    { numRuns: 1000 * fuzz },
  );
  for (const code of [
    'no-seat',
    'not-in-account',
    'adopt-missing',
    'hazard-unlimited',
    'ip-taken',
    'unknown-feature',
  ]) {
    expect([...codes]).toContain(code);
  }
  expect(codes.size).toBeGreaterThan(14);
});

/** What failed halfway is known by its address; what the plan refuses stands in the manifest as well. */
const WHILE_APPLYING: ReadonlySet<string> = new Set(['refused', 'not-sent', 'outcome-unknown', 'unremovable']);

function judge(diagnostic: Diagnostic, declared: ReadonlySet<string>): void {
  const { code, summary, help, address, source } = diagnostic;
  expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(summary, code).toMatch(/[.?!]$/);
  expect(summary, code).not.toMatch(/undefined|NaN|\[object/);
  expect(help.length, code).toBeGreaterThan(8);
  expect(help, code).toMatch(/[.?!)]$|clnform [a-z]/);
  if (address !== undefined && declared.has(address) && !WHILE_APPLYING.has(code)) {
    expect(source, `${code} of ${address}`).toBeDefined();
  }
  if (source !== undefined) {
    expect(source.file).not.toBe('');
    expect(Math.min(source.line, source.column)).toBeGreaterThan(0);
  }
}

function withKey(blocks: Blocks, block: object): Blocks {
  return { ...blocks, imunify_keys: { a: block } };
}
