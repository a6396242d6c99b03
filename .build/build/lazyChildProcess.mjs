import { readFile } from 'node:fs/promises';

const EAGER = "const childProcess = require('node:child_process');";
const LAZY = "const childProcess = { spawn: (...args) => require('node:child_process').spawn(...args) };";

/**
 * Commander loads what starts processes as soon as it is loaded itself, for subcommands that are programs of their own.
 * clnform has none, and every command would wait for it.
 */
export const lazyChildProcess = {
  name: 'lazy-child-process',
  setup(build) {
    build.onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(EAGER)) throw new Error(`${path} no longer says: ${EAGER}`);
      return { contents: text.replace(EAGER, LAZY), loader: 'js' };
    });
  },
};
