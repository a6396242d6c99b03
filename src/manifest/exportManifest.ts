import type { Address } from '../model/address.ts';
import { makeAddress } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind, KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Manifest } from '../model/manifest.ts';
import type { CondensedBlock, CondenseObject } from '../model/section.ts';
import { ExportTools, type LeftOut } from './exportTools.ts';
import { loadManifest } from './loadManifest.ts';
import { mendBlock } from './mendBlock.ts';
import { nameBlocks } from './nameBlocks.ts';
import { renderExport, type ExportBlock, type RenderedExport } from './renderExport.ts';
import { textFiles } from './textFiles.ts';

export interface ExportInput {
  readonly account: string;
  readonly kinds: KindRegistry;
  /** What is to be declared, by kind. */
  readonly objects: ReadonlyMap<string, readonly CondenseObject[]>;
  /** The folder's name, for diagnostics and for what the files say of themselves. */
  readonly folder: string;
  /** Path of the schema for editors, from the folder. */
  readonly schema?: string;
}

export interface ExportedManifest {
  /** Text by path, from the folder. The last one is the head, without which the others are no manifest. */
  readonly files: ReadonlyMap<string, string>;
  /** What the files say, as they were read again. */
  readonly manifest: Manifest;
  readonly covers: readonly { readonly address: Address; readonly live: Live }[];
  readonly left: readonly LeftOut[];
}

/**
 * A manifest that declares these objects as they are. The text is read again with the loader that `plan` uses: a field or
 * a block that it refuses is left out and said, so that what is written is always valid. Errors of another sort, which
 * only a bug can cause, are given back in place of the manifest.
 */
export async function exportManifest(input: ExportInput): Promise<ExportedManifest | readonly Diagnostic[]> {
  const tools = new ExportTools();
  let blocks = [...input.objects].flatMap(([type, objects]) => condense(input.kinds, type, objects, tools));
  const left: LeftOut[] = [...tools.left];
  for (;;) {
    const rendered = renderExport(input, blocks, left, tools.lists);
    const loaded = await load(input, rendered);
    if (loaded.manifest !== undefined) {
      return { files: rendered.files, manifest: loaded.manifest, ...coverage(loaded.manifest, blocks, left) };
    }
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    const refused = new Map<ExportBlock, Diagnostic>();
    for (const error of errors) {
      const block = rendered.blockAt(error);
      if (block !== undefined && !refused.has(block)) refused.set(block, error);
    }
    // Each round mends or drops a block, so there are no more rounds than blocks.
    if (refused.size === 0) return errors;
    const mended: ExportBlock[] = [];
    for (const block of blocks) {
      const error = refused.get(block);
      if (error === undefined) {
        mended.push(block);
        continue;
      }
      const { better, fields, reason } = await mendBlock(input, block, error, tools.lists);
      if (better !== undefined) mended.push(better);
      const subjects = better === undefined ? block.covers : block.covers.slice(0, 1);
      left.push(...subjects.flatMap((live) => leftOut(live, fields, reason)));
    }
    blocks = mended;
  }
}

function condense(
  kinds: KindRegistry,
  type: string,
  objects: readonly CondenseObject[],
  tools: ExportTools,
): readonly ExportBlock[] {
  const kind = kinds.get(type);
  const section = kind?.section;
  if (kind === undefined || section?.condense === undefined) {
    for (const { live } of objects) tools.leave(live, 'this version cannot write its kind');
    return [];
  }
  // The order of a list is not the account's: sorted, so that the same account gives the same files.
  const sorted = objects.toSorted((a, b) => (a.live.id < b.live.id ? -1 : 1));
  const condensed = section.condense(sorted, tools);
  const names = nameBlocks(condensed);
  return condensed
    .map((block) => blockOf(kind, section.name, names.get(block) ?? block.name, block))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function blockOf({ type }: AnyKind, section: string, name: string, { block, covers }: CondensedBlock): ExportBlock {
  return { type, section, name, value: block, covers, notes: [] };
}

function leftOut(live: Live, fields: readonly string[], reason: string): readonly LeftOut[] {
  return fields.length === 0 ? [{ live, reason }] : fields.map((field) => ({ live, field, reason }));
}

/** What is declared in the end: a field that was dropped may have declared objects of its own. */
function coverage({ desired }: Manifest, blocks: readonly ExportBlock[], left: readonly LeftOut[]) {
  const declared = new Set(desired.map(({ address }) => address));
  const all = blocks.flatMap(coveredBy);
  const lost = all.filter(({ address }) => !declared.has(address)).map(({ live }) => live);
  return {
    covers: all.filter(({ address }) => declared.has(address)),
    left: [...left, ...lost.map((live) => ({ live, reason: 'the block that would hold it cannot name it' }))],
  };
}

function coveredBy({ name, covers }: ExportBlock): readonly { readonly address: Address; readonly live: Live }[] {
  return covers.map((live) => ({ address: makeAddress(live.type, live.name ?? name), live }));
}

async function load({ kinds, folder }: ExportInput, { files }: RenderedExport) {
  return loadManifest(folder, kinds, { files: textFiles(folder, files), env: () => undefined });
}
