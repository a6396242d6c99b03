// Bundles the command line into dist/: one small entry and a chunk per command, packages included.
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { clnform: 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  // Packages come along: finding and reading them one by one was a third of the time that a command takes to start.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  sourcemap: true,
  define: { CLNFORM_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
});
chmodSync(join(root, 'dist/clnform.js'), 0o755);

// Chunks of earlier builds go last: a clnform that is running keeps what it has yet to load until now.
const written = new Set(Object.keys(metafile.outputs).map((path) => join(root, path)));
for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(path)) rmSync(path);
}
