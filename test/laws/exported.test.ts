import { describe, expect, it } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { adoptionRecords } from '../../src/engine/adoptionRecords.ts';
import { proveExport } from '../../src/engine/proveExport.ts';
import { surveyAccount } from '../../src/engine/surveyAccount.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { exportManifest } from '../../src/manifest/exportManifest.ts';
import { formatManifest } from '../../src/manifest/formatManifest.ts';
import { loadManifest } from '../../src/manifest/loadManifest.ts';
import { isEmptyPlan } from '../../src/model/plan.ts';
import { anyContents, anyShape } from '../support/arbitraries.ts';
import { Arena } from '../support/arena.ts';
import { HOSTILE_NOTES } from '../support/hostileContents.ts';
import { memoryFiles } from '../manifest/memoryFiles.ts';
import { fc, fuzz } from '../support/fc.ts';

/** What an export of the arena's account leaves behind: its texts, and its bindings in the arena's store. */
async function exportOf(arena: Arena, servers: boolean) {
  const { api, system } = arena.account;
  const deps = { kinds: KINDS, read: api.read, system, emit: () => undefined };
  const state = arena.store.state;
  const survey = await surveyAccount(deps, state, { children: servers });
  expect(survey.diagnostics).toEqual([]);
  const exported = await exportManifest({ account: 'acme', kinds: KINDS, objects: survey.objects, folder: 'clnform' });
  if (!('files' in exported)) throw new Error(JSON.stringify(exported));
  await arena.store.commit(state, adoptionRecords(state, exported.covers));
  expect(await proveExport(deps, exported.manifest, arena.store.state, survey.lists)).toEqual([]);
  return { exported, survey };
}

async function reload(files: ReadonlyMap<string, string>) {
  const texts = Object.fromEntries([...files].map(([path, text]) => [`clnform/${path}`, text]));
  const { manifest } = await loadManifest('clnform', KINDS, { files: memoryFiles(texts), env: () => undefined });
  if (manifest === undefined) throw new Error('the files of an export do not load');
  return manifest;
}

describe('an export', () => {
  it('of any account declares every object or says which it leaves, never writes, and its plan is empty', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, anyShape, fc.boolean(), async (contents, shape, servers) => {
        const arena = new Arena({ contents, shape });
        const { exported, survey } = await exportOf(arena, servers);
        const { plan, diagnostics } = await arena.prepare(await reload(exported.files), {});
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(plan === undefined ? undefined : isEmptyPlan(plan)).toBe(true);
        expect(arena.mutatingCalls()).toBe(0);

        const told = new Set([
          ...exported.covers.map(({ live }) => `${live.type}/${live.id}`),
          ...exported.left.map(({ live }) => `${live.type}/${live.id}`),
        ]);
        for (const [type, objects] of survey.objects) {
          for (const { live } of objects) {
            if (live.inert === true && live.type === 'feature') continue;
            expect(told).toContain(`${type}/${live.id}`);
          }
        }
        for (const [path, text] of exported.files) {
          if (path.endsWith('.yaml')) expect(formatManifest(text).text).toBe(text);
        }
      }),
      { numRuns: 50 * fuzz },
    );
  });

  it('of any notes is valid, and says of the same account the same thing twice', async () => {
    const anyNote = fc.oneof(fc.constantFrom(...HOSTILE_NOTES), fc.string({ unit: 'binary', maxLength: 120 }));
    await fc.assert(
      fc.asyncProperty(fc.array(anyNote, { maxLength: 12 }), fc.boolean(), async (notes, shuffled) => {
        const contents: AccountContents = {
          imunifyKeys: notes.map((note, i) => ({ key: `IM30KEY${String(i)}`, code: '360_30', limit: 1, note })),
          kernelcareKeys: notes.map((note, i) => ({
            ...{ key: `KcKey${String(i)}`, limit: 1, note, enabled: true, created: 0, cidrs: [] },
          })),
        };
        const shape = { order: shuffled ? ('shuffled' as const) : ('stable' as const) };
        const first = await exportOf(new Arena({ contents }), false);
        const arena = new Arena({ contents, shape });
        const second = await exportOf(arena, false);
        expect([...second.exported.files]).toEqual([...first.exported.files]);
        const again = await exportOf(arena, false);
        expect([...again.exported.files]).toEqual([...first.exported.files]);
      }),
      { numRuns: 34 * fuzz },
    );
  });
});
