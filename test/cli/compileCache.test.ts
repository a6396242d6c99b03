import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAlone } from '../support/builtCli.ts';

/** Since Node 22.1 there is something to keep. */
const KEEPS = 'enableCompileCache' in process.getBuiltinModule('node:module');

describe('what Node compiled', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clnform-cache-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const validate = async (variables: Readonly<Record<string, string>>) => {
    const { code, stdout } = await runAlone(['validate', join(process.cwd(), 'examples/first-plan')], folder, {
      NODE_DISABLE_COMPILE_CACHE: '',
      ...variables,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Valid: 20 resources are declared.\n' });
  };
  const kept = () => readdir(folder, { recursive: true });

  it('is kept in a folder of the user alone, where Node checks what it finds', async () => {
    await validate({ XDG_CACHE_HOME: folder });
    await validate({ XDG_CACHE_HOME: folder });
    if (!KEEPS) expect(await kept()).toEqual([]);
    else {
      expect((await kept()).length).toBeGreaterThan(3);
      expect((await stat(join(folder, 'clnform'))).mode & 0o777).toBe(0o700);
    }
  });

  it('is kept in the home folder where no other is named', async () => {
    await validate({ HOME: folder });
    expect(await readdir(folder)).toEqual(KEEPS ? ['.cache'] : []);
  });

  it('is not kept where someone else could put code of theirs', async () => {
    await mkdir(join(folder, 'clnform'));
    await chmod(join(folder, 'clnform'), 0o777);
    await validate({ XDG_CACHE_HOME: folder });
    expect(await kept()).toEqual(['clnform']);
  });

  it.each([
    { XDG_CACHE_HOME: '/dev/null' },
    { XDG_CACHE_HOME: 'relative', HOME: '' },
    { NODE_DISABLE_COMPILE_CACHE: '1' },
  ])('is not kept, and nothing is said, with %j', async (variables) => {
    await validate(variables);
    expect(await kept()).toEqual([]);
  });
});
