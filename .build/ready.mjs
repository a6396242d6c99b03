// Makes a fresh clone ready with nothing but Node and npm: installs when the lock file is newer than what is
// installed, builds when a source is newer than what is built, and says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds of the last change, 0 when there is no such file. */
function changed(path) {
  return statSync(`${root}/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(folder) {
  const files = readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  return Math.max(0, ...files.map((f) => statSync(`${f.parentPath}/${f.name}`).mtimeMs));
}

function run(command, args) {
  // The output goes to stderr: stdout belongs to what runs after this.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  console.error('clnform: installing packages (npm ci) ...');
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...ci]);
  else run('npm', ci);
}

const built = changed('dist/clnform.js');
if (built < Math.max(newest('src'), changed('package.json'), changed('.build/build.mjs'), newest('.build/build'))) {
  console.error('clnform: building ...');
  run(process.execPath, ['.build/build.mjs']);
}
