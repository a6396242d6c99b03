import { setFlagsFromString } from 'node:v8';

/** From here on V8 compiles of WebAssembly what is called, when it is called. */
const FIRST_LAZY = 22;

/**
 * Has Node 20 compile the HTTP parser of undici, which is WebAssembly, once and fast, and not all of it a second time for
 * speed: that took 100 ms of processor time and 35 MB, most of it after the last answer, while the process waited to end.
 * It matters to nothing else, for nothing else here is WebAssembly.
 */
export function compileParserOnce(): void {
  if (Number.parseInt(process.versions.node, 10) < FIRST_LAZY) setFlagsFromString('--liftoff-only');
}
