import { expect } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { FileContent } from '../../src/manifest/files.ts';
import { loadManifest } from '../../src/manifest/loadManifest.ts';
import type { LoadedManifest } from '../../src/manifest/loadManifest.ts';
import { readPlainTree } from '../../src/manifest/readPlainTree.ts';
import { SourceText } from '../../src/manifest/sourceText.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { memoryFiles } from './memoryFiles.ts';

/** The first three lines of a manifest that is about something else. */
export const HEAD = 'version: 1\naccount: acme\n';

interface LoadTestOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly links?: Readonly<Record<string, string>>;
}

/**
 * Loads one manifest file, `clnform.yaml`, or a folder of files when `path` says so. What the plain reader takes is also
 * loaded by the careful one, and must come out the same: every test of manifests is one of both.
 */
export async function load(
  files: string | Readonly<Record<string, string | FileContent>>,
  options: LoadTestOptions = {},
): Promise<LoadedManifest> {
  const contents = typeof files === 'string' ? { 'clnform.yaml': files } : files;
  const loaded = await loadFrom(contents, options);
  if (isPlain(contents, options)) expect(await loadFrom(carefully(contents), options)).toEqual(loaded);
  return loaded;
}

function loadFrom(
  contents: Readonly<Record<string, string | FileContent>>,
  options: LoadTestOptions,
): Promise<LoadedManifest> {
  return loadManifest(options.path ?? 'clnform.yaml', KINDS, {
    files: memoryFiles(contents, options.links),
    env: (name) => options.env?.[name],
  });
}

function isPlain(contents: Readonly<Record<string, string | FileContent>>, { env }: LoadTestOptions): boolean {
  const yaml = Object.entries(contents).filter(([name]) => /\.ya?ml$/u.test(name));
  return yaml.every(([name, content]) => {
    return typeof content === 'string' && readPlainTree(new SourceText(name, content), (v) => env?.[v]) !== undefined;
  });
}

/** The same manifests with a tab in a comment at their end, which the plain reader leaves to the careful one. */
function carefully(contents: Readonly<Record<string, string | FileContent>>): Record<string, string | FileContent> {
  return Object.fromEntries(
    Object.entries(contents).map(([name, content]) => [
      name,
      typeof content === 'string' && /\.ya?ml$/u.test(name) ? `${content}\n#\t` : content,
    ]),
  );
}

/** `error unknown-field clnform.yaml:3:1`. */
export function brief({ severity, code, source }: Diagnostic): string {
  return `${severity} ${code} ${source?.file ?? '?'}:${source?.line ?? '?'}:${source?.column ?? '?'}`;
}
