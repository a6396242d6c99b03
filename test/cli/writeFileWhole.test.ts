import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginFileWhole, writeFileWhole } from '../../src/cli/writeFileWhole.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clnform-whole-'));
  file = join(folder, 'a.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o7777;

describe('a file that is written whole', () => {
  it.each([
    { of: 'a new one is that of any new file', before: undefined, mode: undefined, after: undefined },
    { of: 'a new one is given', before: undefined, mode: 0o600, after: 0o600 },
    { of: 'one that is replaced is kept', before: 0o640, mode: undefined, after: 0o640 },
    { of: 'one that is replaced is kept, umask or not', before: 0o666, mode: undefined, after: 0o666 },
    { of: 'one that is replaced gives way to the given one', before: 0o644, mode: 0o600, after: 0o600 },
  ])('the mode of $of', async ({ before, mode, after }) => {
    if (before !== undefined) {
      await writeFile(file, 'before, and longer than what comes after');
      await chmod(file, before);
    }
    await writeFileWhole(file, 'after 🦊', mode);
    expect(await readFile(file, 'utf8')).toBe('after 🦊');
    const other = join(folder, 'other');
    await writeFile(other, '');
    expect(await modeOf(file)).toBe(after ?? (await modeOf(other)));
    await rm(other);
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it('stays the user’s whose it is', async () => {
    await writeFile(file, 'before');
    // An administrator can give it away; anyone else has nothing to give.
    const [uid, gid] = process.getuid?.() === 0 ? [4321, 4322] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    await chown(file, uid, gid);
    await writeFileWhole(file, 'after');
    expect(await stat(file)).toMatchObject({ uid, gid });
  });

  it('is not there before it is finished, and no one may read its draft who may not read it', async () => {
    const { handle, finish } = await beginFileWhole(file, 0o600);
    await handle.writeFile('half');
    const [draft = ''] = await readdir(folder);
    expect(draft).toMatch(/^\.a\.yaml\.[0-9a-f]{16}\.tmp$/);
    expect(await modeOf(join(folder, draft))).toBe(0o600);
    await finish();
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it('leaves what was there, and no draft, when it is given up', async () => {
    await writeFile(file, 'before');
    const { handle, discard } = await beginFileWhole(file);
    await handle.writeFile('half');
    await discard();
    await discard();
    expect(await readdir(folder)).toEqual(['a.yaml']);
    expect(await readFile(file, 'utf8')).toBe('before');
  });

  it('leaves no draft when it cannot be put in place', async () => {
    await mkdir(file);
    await writeFile(join(file, 'inner'), 'x');
    await expect(writeFileWhole(file, 'after')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it('leaves no draft when it cannot be written', async () => {
    const whole = await beginFileWhole(file);
    await whole.handle.close();
    await expect(whole.finish()).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what the system says of a folder that is not there', async () => {
    await expect(writeFileWhole(join(folder, 'none', 'a.yaml'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
