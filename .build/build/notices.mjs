import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/u;
const LICENCE = /^(?:licen[cs]e|copying|notice)/iu;

/**
 * The packages that the bundle holds, each with its version and the text of its licence: it is to travel with every copy.
 * Throws when a package has no licence text, for then it may not be bundled.
 */
export function thirdPartyNotices(root, inputs) {
  const folders = new Set(inputs.map((path) => PACKAGE.exec(path)?.[0]).filter((folder) => folder !== undefined));
  const notices = [...folders].sort().map((folder) => notice(join(root, folder)));
  return ['clnform holds these packages, under the licences that follow.', ...notices].join(`\n\n${'-'.repeat(80)}\n`);
}

function notice(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} comes without the text of its licence (${license})`);
  return `${name} ${version} (${license})${homepage === undefined ? '' : `\n${homepage}`}\n\n${texts.join('\n\n')}\n`;
}
