import { existsSync } from 'node:fs';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';
import type { Context } from './context.ts';

/** Where a manifest is looked for that is not named. */
export const DEFAULT_MANIFESTS = ['clnform.yaml', 'clnform.yml', 'clnform'];

/** The manifest that was typed, or the one that stands in the working folder, relative to it. */
export function findManifest(context: Context, typed: string | undefined): string {
  if (typed !== undefined) {
    if (existsSync(context.path(typed))) return typed;
    throw cliError('no-manifest', `There is no manifest at ${plain(typed)}.`, 'Name a YAML file, or a folder of them.');
  }
  const found = DEFAULT_MANIFESTS.filter((name) => existsSync(context.path(name)));
  const [first, second] = found;
  if (first === undefined)
    throw cliError(
      'no-manifest',
      'There is no clnform.yaml and no folder clnform here.',
      'Run `clnform init` to make one, or name a manifest.',
    );
  if (second !== undefined)
    throw cliError(
      'two-manifests',
      `Both ${first} and ${second} are here.`,
      'Keep one of them, or name the one that is meant.',
    );
  return first;
}
