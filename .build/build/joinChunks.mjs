import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

const REQUIRED = /\brequire\("\.\/(?:chunks\/)?([\w-]+\.js)"\)/g;

/**
 * Joins the chunks that always come together: to find and open a file takes Node longer than to run most of them. Each
 * root names the start of one group: what it cannot do without, and no group before it holds. Every chunk stays a module
 * of its own in the file of its group, which exports what loads one by its name.
 *
 * `files`: code by path. `outputs`: of esbuild's metafile, by file name. `roots`: from group to the entry that it starts at.
 */
export function joinChunks(files, outputs, roots) {
  const groupOf = new Map();
  for (const [group, entry] of Object.entries(roots)) {
    for (const name of needed(nameOf(outputs, entry), outputs)) if (!groupOf.has(name)) groupOf.set(name, group);
  }
  // The file that is started stays as it is.
  const isHeld = ([path]) => isChunk(path) && groupOf.has(basename(path));
  const held = [...files].filter(isHeld);
  const membersOf = (group) => held.filter(([path]) => groupOf.get(basename(path)) === group);
  const fileOf = new Map(Object.keys(roots).map((group) => [group, `${group}-${digest(membersOf(group))}.js`]));

  const link = (path, code, own) =>
    code.replace(REQUIRED, (whole, name) => {
      const group = groupOf.get(name);
      if (group === undefined) return whole;
      const folder = isChunk(path) ? './' : './chunks/';
      return group === own ? `load("${name}")` : `require("${folder}${fileOf.get(group)}")("${name}")`;
    });
  const joined = new Map();
  for (const [group, file] of fileOf) {
    const members = membersOf(group).map(([path, code]) => [basename(path), link(path, code, group)]);
    joined.set(join(dirname(held[0][0]), file), fileOfGroup(members));
  }
  for (const entry of files) if (!isHeld(entry)) joined.set(entry[0], link(...entry));
  return joined;
}

function isChunk(path) {
  return basename(dirname(path)) === 'chunks';
}

function digest(members) {
  const hash = createHash('sha256');
  for (const [, code] of members) hash.update(code);
  return hash.digest('hex').slice(0, 8).toUpperCase();
}

/** The file names of an entry and of all that it imports, directly or not, before it runs. */
function needed(name, outputs, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind } of outputs.get(name).imports) {
    if (kind === 'import-statement' && outputs.has(basename(path))) needed(basename(path), outputs, found);
  }
  return found;
}

function nameOf(outputs, entry) {
  for (const [name, { entryPoint }] of outputs) if (entryPoint === entry) return name;
  throw new Error(`Nothing starts at ${entry}.`);
}

function fileOfGroup(members) {
  // In parentheses, for V8 compiles at once what looks as if it were called at once.
  const parts = members.map(([name, code]) => `${JSON.stringify(name)}:(function(module,exports){${code}\n})`);
  return [
    '"use strict";const loaded=new Map();',
    'function load(name){let module=loaded.get(name);if(module===undefined){',
    'loaded.set(name,module={exports:{}});parts[name](module,module.exports)}return module.exports}',
    `const parts={${parts.join(',\n')}};`,
    'module.exports=load;\n',
  ].join('\n');
}
