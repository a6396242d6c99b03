import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { KindRegistry } from '../model/kind.ts';
import { loadManifest } from './loadManifest.ts';
import { cut, renderExport, type ExportBlock } from './renderExport.ts';
import { textFiles } from './textFiles.ts';

interface Setting {
  readonly account: string;
  readonly kinds: KindRegistry;
  readonly folder: string;
}

export interface Mended {
  readonly better: ExportBlock | undefined;
  /** What was dropped. */
  readonly fields: readonly string[];
  /** Why: a sentence without its full stop. */
  readonly reason: string;
}

/**
 * A block that the loader refuses, without the fields that it refuses: what is not declared is left as it is. Undefined
 * when the block cannot be without them, or is refused for its name.
 */
export async function mendBlock(
  setting: Setting,
  block: ExportBlock,
  refusal: Diagnostic,
  lists: ReadonlyMap<string, string>,
): Promise<Mended> {
  const reason = cut(refusal.summary.replace(/\.$/u, ''));
  const { value } = block;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { better: undefined, fields: [], reason };
  const fields = Object.keys(value);
  const attempts = [...fields.map((field) => [field]), ...(fields.length > 2 ? pairs(fields) : [])];
  for (const dropped of attempts) {
    const rest = without(value as JsonObject, dropped);
    const note = `${dropped.join(' and ')} left as it is in the account: ${reason}`;
    const better: ExportBlock = { ...block, value: rest, notes: [...block.notes, note] };
    if (await isValid(setting, better, lists)) return { better, fields: dropped, reason };
  }
  return { better: undefined, fields: [], reason };
}

async function isValid(setting: Setting, block: ExportBlock, lists: ReadonlyMap<string, string>): Promise<boolean> {
  const { files } = renderExport(setting, [block], [], lists);
  const { folder, kinds } = setting;
  const { manifest } = await loadManifest(folder, kinds, { files: textFiles(folder, files), env: () => undefined });
  return manifest !== undefined;
}

function pairs(fields: readonly string[]): readonly (readonly string[])[] {
  return fields.flatMap((one, index) => fields.slice(index + 1).map((other) => [one, other]));
}

function without(value: JsonObject, dropped: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([field]) => !dropped.includes(field)));
}
