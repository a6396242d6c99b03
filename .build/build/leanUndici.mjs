import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const packageRoot = dirname(createRequire(import.meta.url).resolve('undici/package.json'));

// What src/cln/undiciTransport.ts takes from undici, and no more.
const DISPATCHERS = `
  const Dispatcher = require('./lib/dispatcher/dispatcher');
  Object.assign(Dispatcher.prototype, require('./lib/api'));
  exports.Pool = require('./lib/dispatcher/pool');
  exports.EnvHttpProxyAgent = require('./lib/dispatcher/env-http-proxy-agent');
`;

/** HTTP/2, which is not allowed, and bodies of fetch, which are not sent: both load a lot when undici does. */
const UNUSED = [
  [/[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/, 'HTTP/2'],
  [/[\\/]undici[\\/]lib[\\/]web[\\/]fetch[\\/]body\.js$/, 'a body of fetch'],
];

/**
 * The whole of undici brings fetch, web sockets, a cache and mocks, and has Node load its own copy as well: half of what
 * a plan takes to start. Only its dispatchers are bundled.
 */
export const leanUndici = {
  name: 'lean-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({
      path: join(packageRoot, 'dispatchers.js'),
      namespace: 'lean-undici',
    }));
    build.onLoad({ filter: /./, namespace: 'lean-undici' }, () => ({
      contents: DISPATCHERS,
      resolveDir: packageRoot,
      loader: 'js',
    }));
    for (const [filter, what] of UNUSED) {
      build.onLoad({ filter }, () => ({
        contents: `module.exports = () => { throw new Error('${what} was left out of the bundle.'); };`,
        loader: 'js',
      }));
    }
  },
};
