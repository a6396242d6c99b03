import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../src/kinds/index.ts';
import { layerViolations, PACKAGE_HOME } from './support/layerRules.ts';

const KIND_TYPES = [...KINDS.keys()];

const SOURCES = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('the architecture', () => {
  it('holds: layers, one package one home, no world outside its folders, no kind named outside its file', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(KIND_TYPES.length).toBeGreaterThanOrEqual(8);
    expect(layerViolations(SOURCES, KIND_TYPES)).toEqual([]);
  });

  it('gives a home to the packages that it uses, and to no other', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: object };
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(Object.keys(PACKAGE_HOME)));
    for (const [name, home] of Object.entries(PACKAGE_HOME)) {
      const used = SOURCES.some(({ path, text }) => path.startsWith(`src/${home}/`) && text.includes(`from '${name}`));
      expect(used, `${name} in src/${home}`).toBe(true);
    }
  });

  it('brings its packages along: whoever installs it installs nothing else', () => {
    const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies?: object };
    expect(Object.keys(dependencies)).toEqual([]);
    const bundled = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')
      .split(/^-{80}$/mu)
      .slice(1);
    for (const name of Object.keys(PACKAGE_HOME))
      expect(bundled.filter((notice) => notice.startsWith(`\n${name} `) && notice.length > 500)).toHaveLength(1);
  });

  it('hangs no build on installation', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'prepublishOnly', 'prepack'];
    expect(Object.keys(scripts).filter((name) => hooks.includes(name))).toEqual([]);
  });
});

describe('the rules that judge the architecture', () => {
  it.each([
    { reason: 'model imports nothing but itself', path: 'src/model/a.ts', text: `import '../views/b.ts';` },
    { reason: 'type-only imports count', path: 'src/planner/a.ts', text: `import type { K } from '../kinds/k.ts';` },
    { reason: 're-exports count', path: 'src/views/a.ts', text: `export { K } from '../planner/k.ts';` },
    { reason: 'dynamic imports count', path: 'src/kinds/a.ts', text: `await import('../cln/client.ts');` },
    { reason: 'import types count', path: 'src/views/a.ts', text: `type K = import('../cli/k.ts').K;` },
    { reason: 'a computed import hides its target', path: 'src/cli/a.ts', text: 'await import(name);' },
    { reason: 'the engine does not know the client', path: 'src/engine/a.ts', text: `import '../cln/client.ts';` },
    { reason: 'a package at home elsewhere', path: 'src/planner/a.ts', text: `import { parse } from 'yaml';` },
    { reason: 'a subpath of a package', path: 'src/cli/a.ts', text: `import { foldFlowLines } from 'yaml/util';` },
    { reason: 'a package without a home', path: 'src/cli/a.ts', text: `import 'left-pad';` },
    { reason: 'node in pure code', path: 'src/views/a.ts', text: `import 'node:fs';` },
    { reason: 'the clock in pure code', path: 'src/planner/a.ts', text: 'export const t = Date.now();' },
    { reason: 'chance in pure code', path: 'src/engine/a.ts', text: 'export const r = Math.random();' },
    { reason: 'the time by another door', path: 'src/engine/a.ts', text: 'export const d = new Date();' },
    { reason: 'the process in pure code', path: 'src/manifest/a.ts', text: 'export const e = process.env;' },
    { reason: 'a shorthand use', path: 'src/kinds/a.ts', text: 'export const e = { process };' },
    { reason: 'timers in pure code', path: 'src/engine/a.ts', text: 'setTimeout(() => 1, 5);' },
    { reason: 'a kind in the planner', path: 'src/planner/a.ts', text: `if (type === 'imunify_key') go();` },
    { reason: 'a kind in a template', path: 'src/views/a.ts', text: 'const a = `imunify_key.${name}`;' },
    { reason: 'a kind of one word', path: 'src/engine/a.ts', text: `if (type === 'backup') go();` },
    { reason: 'an address of such a kind', path: 'src/views/a.ts', text: 'const a = `backup.${name}`;' },
    { reason: 'a folder that the architecture lacks', path: 'src/util/a.ts', text: '' },
  ])('catch it: $reason', ({ path, text }) => {
    expect(layerViolations([{ path, text }], KIND_TYPES)).toHaveLength(1);
  });

  it.each([
    { reason: 'its own folder', path: 'src/planner/a.ts', text: `import './b.ts'; import '../planner/c.ts';` },
    { reason: 'a package at home', path: 'src/manifest/a.ts', text: `import { foldFlowLines } from 'yaml/util';` },
    { reason: 'a scoped package at home', path: 'src/cli/a.ts', text: `import { text } from '@clack/prompts';` },
    { reason: 'a given time', path: 'src/views/a.ts', text: 'export const d = new Date(ms).toISOString();' },
    { reason: 'a member of that name', path: 'src/views/a.ts', text: 'export const p = job.process;' },
    { reason: 'the world in its folder', path: 'src/cln/a.ts', text: `import 'node:crypto'; Date.now();` },
    { reason: 'a kind in its file', path: 'src/kinds/a.ts', text: `export const type = 'imunify_key';` },
    { reason: 'a longer word', path: 'src/views/a.ts', text: `const s = 'imunify_keys and im-imunify_key';` },
    { reason: 'plain English', path: 'src/state/a.ts', text: `const s = 'Restore it from a backup.';` },
    { reason: 'a comment', path: 'src/planner/a.ts', text: `// imunify_key\nexport {};` },
  ])('let it pass: $reason', ({ path, text }) => {
    expect(layerViolations([{ path, text }], KIND_TYPES)).toEqual([]);
  });
});
