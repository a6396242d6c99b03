import { BASELINE_WHAT, type BaselineEntry, type BaselineWhat } from '../model/driftBaseline.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { parseAddress } from '../model/address.ts';
import type { KindRegistry } from '../model/kind.ts';
import { BASELINE_SCHEMA } from './baselineSchema.gen.ts';
import { checkShape } from './checkShape.ts';
import { describeFailure, leadsOutside, MAX_FILE_BYTES } from './findSources.ts';
import type { LoadOptions } from './loadManifest.ts';
import { Problems } from './problems.ts';
import { readCarefully } from './readCarefully.ts';
import { SourceText } from './sourceText.ts';
import { didYouMean } from './suggest.ts';
import { treeAt, type TreeTable } from './tree.ts';

export interface LoadedBaseline {
  /** Absent when there is any error. */
  readonly entries?: readonly BaselineEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

const BASELINE = { title: 'A drift baseline', start: '`version: 1` and `entries:`', plainDates: true } as const;

/** Reads a drift baseline. Whatever a user can get wrong is a diagnostic with its place, as in a manifest. */
export async function loadBaseline(path: string, kinds: KindRegistry, options: LoadOptions): Promise<LoadedBaseline> {
  const problems = new Problems();
  const text = await readText(path, options, problems);
  const tree = text === undefined ? undefined : readCarefully(text, options.env, problems, BASELINE);
  const entries = tree === undefined ? [] : readEntries(tree, path, kinds, problems);
  const diagnostics = problems.sorted([path]);
  return problems.errors > 0 ? { diagnostics } : { entries, diagnostics };
}

async function readText(path: string, { files }: LoadOptions, problems: Problems): Promise<SourceText | undefined> {
  if (await leadsOutside(path, files)) {
    const help = 'Put the file itself there, or give the path of the file that the link leads to.';
    problems.file(path, 'file-outside', `${path} is a link that leads out of its folder.`, help);
    return undefined;
  }
  const content = await files.read(path, MAX_FILE_BYTES);
  if ('text' in content) return new SourceText(path, content.text);
  const { code, summary, help } = describeFailure(path, content.failure);
  problems.file(path, code, summary, help);
  return undefined;
}

/** An entry as the schema lets it through. */
interface WrittenEntry {
  readonly address: string;
  readonly what?: readonly BaselineWhat[];
  readonly fields?: readonly string[];
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}

function readEntries(tree: TreeTable, path: string, kinds: KindRegistry, problems: Problems): readonly BaselineEntry[] {
  const value = checkShape({ tree, schema: BASELINE_SCHEMA, label: path, head: tree }, problems);
  // What is not an entry has been told; its dates and kinds are not worth telling as well.
  if (problems.errors > 0) return [];
  const { entries } = value as { readonly entries: readonly WrittenEntry[] };
  return entries.map(({ address, what = [BASELINE_WHAT[0]], fields, owner, reason, expires }, index) => {
    const at = treeAt(tree, ['entries', index]);
    const { type } = parseAddress(address) ?? { type: '' };
    if (!kinds.has(type)) {
      const help = didYouMean(type, [...kinds.keys()], 'Kinds');
      problems.at(treeAt(at, ['address']), 'unknown-value', `There is no kind \`${type}\`.`, help);
    }
    if (!isDay(expires)) {
      const summary = `\`entries[${index}].expires\` names a day that the calendar does not have: ${expires}.`;
      problems.at(treeAt(at, ['expires']), 'bad-format', summary, 'Write the last day as year-month-day: 2026-12-31.');
    }
    if (fields !== undefined && !what.includes('changed')) {
      const summary = `\`entries[${index}]\` names fields, and does not cover fields that changed.`;
      problems.at(
        treeAt(at, ['fields']),
        'conflicting-fields',
        summary,
        'Remove `fields`, or add `changed` to `what`.',
      );
    }
    const source = at.text.ref(at.start);
    return { address, what, ...(fields === undefined ? {} : { fields }), owner, reason, expires, source };
  });
}

/** Of the calendar: there is no 30th of February, though a `Date` would make a day in March of it. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
