import { checkShape } from './checkShape.ts';
import { describeSchema } from './describe.ts';
import type { Problems, Spot } from './problems.ts';
import { ROOT, SECTIONS, TOP } from './schemas.ts';
import type { Tree, TreeTable } from './tree.ts';

/** One entry of a section. */
export interface Block {
  /** `imunify_keys`. */
  readonly section: string;
  readonly name: string;
  /** `imunify_keys.web`. */
  readonly label: string;
  /** Its name in the file: where to point when the whole block is meant. */
  readonly key: Spot;
  readonly tree: Tree;
}

/** A field of the whole manifest, with its plain value, as validated as it is. */
export interface Setting {
  readonly value: unknown;
  readonly tree: Tree;
}

export interface MergedFiles {
  /** Fields that hold one value; each file may repeat them. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Fields that hold lists, one element for each file that has them. */
  readonly lists: ReadonlyMap<string, readonly Setting[]>;
  /** In the order of the files and of the places in them. */
  readonly blocks: readonly Block[];
}

/** Checks the top level of each file and puts the files together. What differs or stands twice is reported with both places. */
export function mergeFiles(roots: readonly TreeTable[], complete: boolean, problems: Problems): MergedFiles {
  const settings = new Map<string, Setting>();
  const lists = new Map<string, Setting[]>();
  const blocks = new Map<string, Block>();
  for (const root of roots) {
    const head = { text: root.text, start: 0, end: 0 };
    const value = checkShape({ tree: root, schema: TOP, label: undefined, head }, problems) as Record<string, unknown>;
    for (const [name, entry] of root.entries) {
      const setting = { value: value[name], tree: entry.value };
      if (SECTIONS.has(name)) addBlocks(name, entry.value, blocks, problems);
      else if (ROOT.properties?.[name]?.type === 'array') lists.set(name, [...(lists.get(name) ?? []), setting]);
      else addSetting(name, setting, settings, problems);
    }
  }
  const [first] = roots;
  // With a file missing, a field that seems absent may only be unread.
  if (complete && first !== undefined) checkRequired(first, settings, problems);
  return { settings, lists, blocks: [...blocks.values()] };
}

function addBlocks(section: string, tree: Tree, blocks: Map<string, Block>, problems: Problems): void {
  if (tree.kind !== 'table') return;
  for (const [name, { key, value }] of tree.entries) {
    const label = `${section}.${name}`;
    const first = blocks.get(label);
    if (first === undefined) {
      blocks.set(label, { section, name, label, key, tree: value });
      continue;
    }
    problems.at(key, 'duplicate-block', `\`${label}\` is declared twice.`, 'Keep one of the two, or rename one.', {
      related: [{ at: first.key, note: 'the first one' }],
    });
  }
}

function addSetting(name: string, setting: Setting, settings: Map<string, Setting>, problems: Problems): void {
  const first = settings.get(name);
  if (first === undefined) {
    settings.set(name, setting);
    return;
  }
  if (canonical(first.value) === canonical(setting.value)) return;
  const summary = `\`${name}\` has another value here than in another file.`;
  problems.at(setting.tree, 'conflicting-value', summary, 'Say it once, or the same in every file.', {
    related: [{ at: first.tree, note: 'the first one' }],
  });
}

function checkRequired(first: TreeTable, settings: ReadonlyMap<string, Setting>, problems: Problems): void {
  for (const name of ROOT.required ?? []) {
    if (settings.has(name)) continue;
    const at = { text: first.text, start: 0, end: 0 };
    problems.at(at, 'missing-field', `A manifest needs \`${name}\`.`, describeSchema(ROOT.properties?.[name] ?? {}));
  }
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
