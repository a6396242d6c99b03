import type { ManifestFiles } from './files.ts';
import { describeFailure, MAX_FILE_BYTES } from './findSources.ts';
import { NO_ENTRIES } from './ipEntries.ts';
import type { IpEntries } from './ipEntries.ts';
import { readIpFile } from './ipFile.ts';
import type { Block } from './mergeFiles.ts';
import type { Problems } from './problems.ts';
import { SourceText } from './sourceText.ts';
import type { Tree, TreeScalar } from './tree.ts';

/** The files of addresses that the blocks of a manifest name, read beforehand, since expanding a block cannot wait. */
export class IpFiles {
  readonly #files: ManifestFiles;
  readonly #problems: Problems;
  readonly #texts: SourceText[] = [];
  readonly #byPath = new Map<string, IpEntries>();
  readonly #byReference = new Map<Tree, IpEntries>();

  constructor(files: ManifestFiles, problems: Problems) {
    this.#files = files;
    this.#problems = problems;
  }

  /** Reads every file that the block names. */
  async load(block: Block): Promise<void> {
    if (block.tree.kind !== 'table') return;
    for (const { value } of block.tree.entries.values()) {
      const path = value.kind === 'table' ? value.entries.get('file')?.value : undefined;
      if (path?.kind === 'scalar') this.#byReference.set(value, await this.#read(path));
    }
  }

  /** The entries of the file that `{ file: … }` names; none when it could not be read, which has been reported. */
  entries(reference: Tree): IpEntries {
    return this.#byReference.get(reference) ?? NO_ENTRIES;
  }

  /** Every file that was read. */
  texts(): readonly SourceText[] {
    return this.#texts;
  }

  async #read(path: TreeScalar): Promise<IpEntries> {
    const real = await this.#locate(path);
    if (real === undefined) return NO_ENTRIES;
    const known = this.#byPath.get(real.path);
    if (known !== undefined) return known;
    const content = await this.#files.read(real.path, MAX_FILE_BYTES);
    if ('failure' in content) {
      const { code, summary, help } = describeFailure(`\`${path.shown}\``, content.failure);
      this.#problems.at(path, code, summary, help);
      return NO_ENTRIES;
    }
    const before = this.#problems.errors;
    const text = new SourceText(real.shown, content.text);
    this.#texts.push(text);
    const entries = readIpFile(text, this.#problems);
    if (entries.count === 0 && this.#problems.errors === before) {
      const help = 'Write one address, network or range a line, or remove the block.';
      this.#problems.at(path, 'empty-list', `The file \`${path.shown}\` holds no address.`, help);
    }
    this.#byPath.set(real.path, entries);
    return entries;
  }

  /** The real path, once it is certain that it lies inside the folder of the manifest that names it. */
  async #locate(path: TreeScalar): Promise<{ path: string; shown: string } | undefined> {
    const relative = String(path.value);
    const folder = this.#files.folderOf(path.text.file);
    const shown = this.#files.join(folder, relative);
    const absolute = /^(?:[/\\]|[A-Za-z]:)/u.test(relative);
    if (absolute || !this.#files.isInside(folder, shown)) {
      this.#reportOutside(path);
      return undefined;
    }
    const [realFolder, real] = await Promise.all([this.#files.realpath(folder), this.#files.realpath(shown)]);
    if (realFolder === undefined || real === undefined) {
      const { code, summary } = describeFailure(`\`${path.shown}\``, 'missing');
      this.#problems.at(path, code, summary, 'Paths start at the folder of the manifest file that names them.');
      return undefined;
    }
    // A link may lead out of the folder although its own path does not.
    if (this.#files.isInside(realFolder, real)) return { path: real, shown };
    this.#reportOutside(path);
    return undefined;
  }

  #reportOutside(path: TreeScalar): void {
    const summary = `\`${path.shown}\` lies outside the folder of the manifest.`;
    const help = 'Put the file beside the manifest, or below it, and give the path from there.';
    this.#problems.at(path, 'file-outside', summary, help);
  }
}
