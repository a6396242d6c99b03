import { setFlagsFromString } from 'node:v8';

/** From here on V8 compiles of WebAssembly what is called, when it is called. */
const FIRST_LAZY = 22;

/** Not --liftoff-only, which is for tests of V8: what its fast compiler lacks on a rarer processor ends the process there. */
const FAST_ONLY = '--no-wasm-tier-up --no-wasm-dynamic-tiering';

/**
 * Has Node 20 compile the HTTP parser of undici, which is WebAssembly, once and fast, and not all of it a second time for
 * speed: that took 100 ms of processor time and 35 MB, most of it after the last answer, while the process waited to end.
 * It matters to nothing else, for nothing else here is WebAssembly.
 */
export function compileParserOnce(): void {
  if (Number.parseInt(process.versions.node, 10) < FIRST_LAZY) setFlagsFromString(FAST_ONLY);
}
