// What a user gets: the package as it would be published, installed into an empty folder, and run there.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE, run } from '../support/processes.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export async function published({ folder, record }) {
  const cwd = join(folder, 'install');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  const variables = { HOME: cwd, npm_config_cache: join(cwd, 'cache'), npm_config_update_notifier: 'false' };
  const packed = await run(['npm', 'pack', '--json', '--pack-destination', cwd], { cwd: ROOT, variables });
  const [{ filename, size, unpackedSize }] = JSON.parse(packed.stdout);
  const args = ['install', '--no-audit', '--no-fund', join(cwd, filename)];
  const { wall } = await run(['npm', ...args], { cwd, variables });
  const modules = join(cwd, 'node_modules');
  await run([NODE, join(modules, '.bin/clnform'), '--version'], { cwd });
  record({ what: 'packages installed', target: '<= 12', value: packagesIn(modules) });
  record({ what: 'unpacked size, all packages', target: '<= 8', value: bytesIn(modules) / 1e6, unit: 'MB' });
  record({
    what: 'packed size',
    value: size / 1e6,
    unit: 'MB',
    times: `${(unpackedSize / 1e6).toFixed(2)} MB unpacked`,
  });
  record({ what: 'npm install of it', value: wall / 1_000, unit: 's' });
}

function packagesIn(modules) {
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  return names.reduce((sum, name) => {
    const path = join(modules, name);
    if (name.startsWith('@')) return sum + packagesIn(path);
    const nested = join(path, 'node_modules');
    return sum + 1 + (statSync(nested, { throwIfNoEntry: false }) === undefined ? 0 : packagesIn(nested));
  }, 0);
}

function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
