// Bundles the command line into dist/: one small entry and chunks that are loaded when a command needs them, packages
// included. What a user installs is this folder and nothing else.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { joinChunks } from './build/joinChunks.mjs';
import { lazyChildProcess } from './build/lazyChildProcess.mjs';
import { leanUndici } from './build/leanUndici.mjs';
import { thirdPartyNotices } from './build/notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const target = 'node20.18';

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { clnform: 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  // Only modules can be split.
  format: 'esm',
  platform: 'node',
  target,
  // Packages come along: finding and reading them one by one was a third of the time that a command takes to start.
  plugins: [lazyChildProcess, leanUndici],
  legalComments: 'none',
  define: { CLNFORM_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
  write: false,
});

const written = new Set();
const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  written.add(path);
};

/** Mostly made of packages and of generated validators: what is in it, Node has to read through before a command starts. */
const isForeign = (path) => {
  const inputs = Object.entries(metafile.outputs[relative(root, path)].inputs);
  const bytes = (own) => own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  return bytes(inputs.filter(([name]) => /node_modules|\.gen\.ts$/.test(name))) * 2 > bytes(inputs);
};

const files = new Map();
for (const { path, text } of outputFiles) {
  // Node loads a dozen CommonJS files in a fraction of the time that as many modules take, and half of what a short
  // command does is loading. Our names stay as they are, for the traces in bug reports.
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target,
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: isForeign(path),
  });
  files.set(path, code);
}
const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
const joined = joinChunks(files, outputs, {
  entry: 'src/cli/main.ts',
  common: 'src/cli/runProcess.ts',
  manifest: 'src/cli/actions/validate.ts',
  account: 'src/cli/actions/plan.ts',
});
// Chunks first and the entry last: whoever finds it finds what it loads.
for (const [path, code] of [...joined].toSorted(([a], [b]) => b.length - a.length)) write(path, code);
write(join(root, 'dist/package.json'), '{ "type": "commonjs" }\n');
write(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, Object.keys(metafile.inputs)));
chmodSync(join(root, 'dist/clnform.js'), 0o755);

// Chunks of earlier builds go last: a clnform that is running keeps what it has yet to load until now.
for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(path)) rmSync(path);
}
