import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/cli/nodeFiles.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-files-'));
  await mkdir(join(folder, 'parts/inner.yaml'), { recursive: true });
  await writeFile(join(folder, 'parts/a.yaml'), '\ufeffversion: 1');
  await writeFile(join(folder, 'latin'), Buffer.from([0x63, 0xe9]));
  await symlink('a.yaml', join(folder, 'parts/link.yaml'));
  await symlink('nowhere', join(folder, 'parts/broken.yaml'));
  await symlink('loop', join(folder, 'loop'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('files for manifests', () => {
  it.each([
    { path: 'parts', kind: 'folder' },
    { path: 'parts/a.yaml', kind: 'file' },
    { path: 'parts/link.yaml', kind: 'file' },
    { path: 'parts/broken.yaml', kind: 'missing' },
    { path: 'loop', kind: 'missing' },
    { path: 'none', kind: 'missing' },
    { path: 'latin/below', kind: 'missing' },
  ])('knows what stands at $path: $kind', async ({ path, kind }) => {
    expect(await nodeFiles(folder).kindOf(path)).toBe(kind);
  });

  it('lists plain files and links to them, not folders', async () => {
    expect([...(await nodeFiles(folder).list('parts'))].sort()).toEqual(['a.yaml', 'link.yaml']);
  });

  it.each([
    { reason: 'a byte order mark is kept', path: 'parts/a.yaml', max: 100, content: { text: '\ufeffversion: 1' } },
    { reason: 'too large', path: 'parts/a.yaml', max: 5, content: { failure: 'too-large' } },
    { reason: 'not UTF-8', path: 'latin', max: 100, content: { failure: 'not-utf8' } },
    { reason: 'a folder', path: 'parts', max: 100, content: { failure: 'not-a-file' } },
    { reason: 'nothing there', path: 'none', max: 100, content: { failure: 'missing' } },
  ])('reads text whole or not at all: $reason', async ({ path, max, content }) => {
    expect(await nodeFiles(folder).read(path, max)).toEqual(content);
  });

  it.each([
    { base: 'parts', path: 'parts/a.yaml', inside: true },
    { base: 'parts', path: 'parts/..a/b', inside: true },
    { base: 'parts', path: 'parts', inside: false },
    { base: 'parts', path: 'parts/../latin', inside: false },
    { base: 'parts', path: 'partsother/a', inside: false },
    { base: '.', path: '/etc/passwd', inside: false },
  ])('knows that $path is inside $base: $inside', ({ base, path, inside }) => {
    expect(nodeFiles(folder).isInside(base, path)).toBe(inside);
  });

  it('resolves links', async () => {
    const files = nodeFiles(folder);
    expect(await files.realpath('parts/link.yaml')).toBe(await files.realpath('parts/a.yaml'));
    expect(await files.realpath('none')).toBeUndefined();
  });
});
