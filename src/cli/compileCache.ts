import { mkdirSync, statSync } from 'node:fs';
import type { Variables } from './environment.ts';

/** What `node:module` has since Node 22.1. */
interface CompileCache {
  enableCompileCache?(this: void, folder: string): unknown;
}

const FIRST_WITH_CACHE = 22;

/**
 * Has Node keep what it compiles, in the user's cache folder, so that the next run need not compile it again. Node checks
 * what it finds there against the sources and against damage, not against malice: a folder that anyone else can write to
 * is not used. Older Nodes, which would run damaged code or crash on it, keep nothing.
 */
export function keepCompiled(variables: Variables): void {
  const folder = cacheFolder(variables);
  // Where there is none, even to look for it would cost a millisecond or two.
  if (folder === undefined || Number.parseInt(process.versions.node, 10) < FIRST_WITH_CACHE) return;
  const { enableCompileCache } = process.getBuiltinModule('node:module') as CompileCache;
  if (enableCompileCache === undefined) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (uid === process.getuid?.() && (mode & 0o022) === 0) enableCompileCache(folder);
  } catch {
    // It only saves time: on a disk that cannot be written to, everything is compiled.
  }
}

function cacheFolder(variables: Variables): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: disabled, XDG_CACHE_HOME: cache, HOME: home } = variables;
  if (disabled !== undefined && disabled !== '') return undefined;
  if (cache?.startsWith('/') === true) return `${cache}/clnform`;
  return home?.startsWith('/') === true ? `${home}/.cache/clnform` : undefined;
}
