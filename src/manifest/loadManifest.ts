import type { Desired } from '../model/desired.ts';
import type { Diagnostic, SourceRef } from '../model/diagnostic.ts';
import type { AnyKind, KindRegistry } from '../model/kind.ts';
import type { Manifest } from '../model/manifest.ts';
import { checkAdoptions } from './checkAdoptions.ts';
import { checkMoved } from './checkMoved.ts';
import { checkShape } from './checkShape.ts';
import { Duplicates } from './duplicates.ts';
import { expandBlock } from './expandBlock.ts';
import type { ManifestFiles } from './files.ts';
import { findSources } from './findSources.ts';
import { IpFiles } from './ipFiles.ts';
import { MAX_ADDRESSES } from './ipList.ts';
import { mergeFiles } from './mergeFiles.ts';
import type { Block, MergedFiles } from './mergeFiles.ts';
import { Problems } from './problems.ts';
import type { Spot } from './problems.ts';
import { readMoved } from './readMoved.ts';
import { readSettings } from './readSettings.ts';
import { readSource } from './readSource.ts';
import { blockSchema } from './schemas.ts';
import type { SourceText } from './sourceText.ts';
import type { Env } from './substitute.ts';
import type { TreeTable } from './tree.ts';

export interface LoadOptions {
  readonly files: ManifestFiles;
  readonly env: Env;
}

export interface LoadedManifest {
  /** Absent when there is any error. */
  readonly manifest?: Manifest;
  /** Errors and warnings, all of them, in the order of the files and of the places in them. */
  readonly diagnostics: readonly Diagnostic[];
  /** The manifest files that were read, as named in diagnostics. */
  readonly files: readonly string[];
}

/**
 * Reads the manifest at `path`, a YAML file or a folder of them, and has the kinds turn its blocks into what the account
 * should hold. Reads files and variables through `options` only; whatever a user can get wrong is a diagnostic.
 */
export async function loadManifest(path: string, kinds: KindRegistry, options: LoadOptions): Promise<LoadedManifest> {
  const problems = new Problems();
  const texts = await findSources(path, options.files, problems);
  const roots: TreeTable[] = [];
  for (const text of texts) {
    const root = await readSource(text, options.env, problems);
    if (root !== undefined) roots.push(root);
  }
  // With a file unread, what seems absent may only be in that file.
  const complete = problems.errors === 0 || roots.length === texts.length;
  const merged = mergeFiles(roots, complete, problems);
  const settings = readSettings(merged, kinds);
  const moved = readMoved(merged.lists.get('moved') ?? [], kinds, problems);
  const valid = checkBlocks(merged, kinds, problems);
  const ipFiles = new IpFiles(options.files, problems);
  for (const { block } of valid) await ipFiles.load(block);
  const duplicates = new Duplicates();
  const budget = { left: MAX_ADDRESSES };
  const desired: Desired[] = [];
  const context = { kinds, markers: settings.markers, ipFiles, budget, duplicates, problems, desired };
  for (const { block, kind, value } of valid) expandBlock(block, value, kind, context);
  const spot = spotFinder([...texts, ...ipFiles.texts()]);
  duplicates.report(problems, spot);
  checkAdoptions(desired, spot, problems);
  // A block that is in trouble declares nothing yet, so that a move to it only seems to lead nowhere.
  checkMoved(
    moved,
    problems.errors === 0 && moved.length > 0 ? new Set(desired.map(({ address }) => address)) : undefined,
    problems,
  );
  const files = texts.map((text) => text.file);
  const diagnostics = problems.sorted(files);
  if (problems.errors > 0) return { diagnostics, files };
  const moves = moved.map(({ from, to, source }) => ({ from, to, source }));
  return { manifest: { ...settings, desired, moved: moves }, diagnostics, files };
}

interface ValidBlock {
  readonly block: Block;
  readonly kind: AnyKind;
  readonly value: unknown;
}

/** The blocks that their schema accepts; what is wrong with the others is reported. */
function checkBlocks(merged: MergedFiles, kinds: KindRegistry, problems: Problems): readonly ValidBlock[] {
  const bySection = new Map<string, AnyKind>();
  for (const kind of kinds.values()) if (kind.section !== undefined) bySection.set(kind.section.name, kind);
  return merged.blocks.flatMap((block) => {
    const kind = bySection.get(block.section);
    if (kind === undefined) throw new Error(`no kind has the section ${block.section}`);
    const before = problems.errors;
    const subject = { tree: block.tree, schema: blockSchema(kind.type), label: block.label, head: block.key };
    const value = checkShape(subject, problems);
    return problems.errors === before && !block.tree.broken ? [{ block, kind, value }] : [];
  });
}

/** Finds a place in its file again. */
function spotFinder(texts: readonly SourceText[]): (source: SourceRef) => Spot {
  const byFile = new Map(texts.map((text) => [text.file, text]));
  return (source) => {
    const text = byFile.get(source.file);
    if (text === undefined) throw new Error(`nothing was read from ${source.file}`);
    const start = text.offset(source);
    const length = /^[^\s,:\]}#]*/u.exec(text.text.slice(start, start + 80))?.[0].length ?? 0;
    return { text, start, end: start + Math.max(1, length) };
  };
}
