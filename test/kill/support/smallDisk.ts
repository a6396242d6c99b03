import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of 64 KiB. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves not one block. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  end(): void;
}

/** Undefined where this process may not mount: then a limit on the size of files stands in for a full disk. */
export function mountSmallDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'clnform-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0700', 'clnform', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  const end = (): void => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  // Nothing stays mounted when the tests are interrupted.
  process.once('exit', end);
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    free: () => rmSync(filler, { force: true }),
    end() {
      process.off('exit', end);
      end();
    },
  };
}
