import { KINDS } from '../../src/kinds/index.ts';
import type { FileContent } from '../../src/manifest/files.ts';
import { loadManifest } from '../../src/manifest/loadManifest.ts';
import type { LoadedManifest } from '../../src/manifest/loadManifest.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { memoryFiles } from './memoryFiles.ts';

/** The first three lines of a manifest that is about something else. */
export const HEAD = 'version: 1\naccount: acme\n';

/** Loads one manifest file, `clnform.yaml`, or a folder of files when `path` says so. */
export function load(
  files: string | Readonly<Record<string, string | FileContent>>,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly path?: string;
    readonly links?: Readonly<Record<string, string>>;
  } = {},
): Promise<LoadedManifest> {
  const contents = typeof files === 'string' ? { 'clnform.yaml': files } : files;
  return loadManifest(options.path ?? 'clnform.yaml', KINDS, {
    files: memoryFiles(contents, options.links),
    env: (name) => options.env?.[name],
  });
}

/** `error unknown-field clnform.yaml:3:1`. */
export function brief({ severity, code, source }: Diagnostic): string {
  return `${severity} ${code} ${source?.file ?? '?'}:${source?.line ?? '?'}:${source?.column ?? '?'}`;
}
