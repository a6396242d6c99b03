import type { Code } from './codes.ts';
import type { FileFailure, ManifestFiles } from './files.ts';
import type { Problems } from './problems.ts';
import { SourceText } from './sourceText.ts';

/** Bytes of one file that clnform reads: a hundred thousand keys, or a million addresses, fit in well. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The manifest files at the path: the file itself, or every `*.yaml` and `*.yml` of the folder, by name. */
export async function findSources(
  path: string,
  files: ManifestFiles,
  problems: Problems,
): Promise<readonly SourceText[]> {
  const kind = await files.kindOf(path);
  if (kind === 'missing') {
    const help = 'Run `clnform init` to make one, or give the path of a manifest file or folder.';
    problems.file(path, 'manifest-missing', `There is no manifest at ${path}.`, help);
    return [];
  }
  if (kind === 'file') return readAll([path], files, problems);
  const names = (await files.list(path)).filter((name) => /^[^.].*\.ya?ml$/u.test(name)).toSorted();
  if (names.length === 0) {
    const help = 'Put a file that ends in .yaml into it.';
    problems.file(path, 'manifest-empty', `The folder ${path} holds no manifest.`, help);
  }
  return readAll(
    names.map((name) => files.join(path, name)),
    files,
    problems,
  );
}

async function readAll(
  paths: readonly string[],
  files: ManifestFiles,
  problems: Problems,
): Promise<readonly SourceText[]> {
  const texts: SourceText[] = [];
  for (const path of paths) {
    if (await leadsOutside(path, files)) {
      const help = 'Put the file itself there, or give the path of the file that the link leads to.';
      problems.file(path, 'file-outside', `${path} is a link that leads out of its folder.`, help);
      continue;
    }
    const content = await files.read(path, MAX_FILE_BYTES);
    if ('text' in content) {
      texts.push(new SourceText(path, content.text));
      continue;
    }
    const { code, summary, help } = describeFailure(path, content.failure);
    problems.file(path, code, summary, help);
  }
  return texts;
}

/** A link could make diagnostics show lines of any file of the machine: what is read stays where it is looked for. */
export async function leadsOutside(path: string, files: ManifestFiles): Promise<boolean> {
  const [folder, real] = await Promise.all([files.realpath(files.folderOf(path)), files.realpath(path)]);
  return folder !== undefined && real !== undefined && !files.isInside(folder, real);
}

/** What to tell about a file that could not be read. */
export function describeFailure(
  path: string,
  failure: FileFailure,
): { readonly code: Code; readonly summary: string; readonly help: string } {
  switch (failure) {
    case 'missing':
      return {
        code: 'file-missing',
        summary: `There is no file ${path}.`,
        help: 'Correct the path, or make the file.',
      };
    case 'not-a-file':
      return { code: 'file-unreadable', summary: `${path} is no plain file.`, help: 'Give the path of a text file.' };
    case 'denied':
      return {
        code: 'file-unreadable',
        summary: `${path} cannot be opened.`,
        help: 'Allow yourself to read the file.',
      };
    case 'too-large':
      return {
        code: 'file-too-large',
        summary: `${path} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB.`,
        help: 'Check that it is the file you mean, or split it.',
      };
    case 'not-utf8':
      return { code: 'not-utf8', summary: `${path} is not UTF-8 text.`, help: 'Save the file as UTF-8.' };
    default:
      return failure satisfies never;
  }
}
