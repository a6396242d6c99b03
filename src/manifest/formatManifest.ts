import { isAlias, isCollection, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import { Problems } from './problems.ts';
import { readCarefully } from './readCarefully.ts';
import { ROOT, SECTIONS } from './schemas.ts';
import { SourceText } from './sourceText.ts';
import type { Tree } from './tree.ts';

export interface FormattedManifest {
  /** The text as it was given, when there is any error. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Passes after which the layout stands still; a comment in an odd place may need a second one. */
const MAX_PASSES = 5;

/**
 * The canonical layout of one manifest file: two spaces a level, top-level fields in the order of the schema, comments
 * kept, blocks and fields in the order in which they stand. The meaning never changes: the result is read again and
 * compared before it is given out. Variables are not looked up. `file` is the name for diagnostics.
 */
export function formatManifest(text: string, file = ''): FormattedManifest {
  const problems = new Problems();
  const source = new SourceText(file, text);
  const before = readCarefully(source, keepAsWritten, problems);
  if (before === undefined || problems.errors > 0) return { text, diagnostics: problems.sorted([file]) };
  const result = settle(source.text);
  const after =
    result === undefined ? undefined : readCarefully(new SourceText(file, result), keepAsWritten, new Problems());
  if (result !== undefined && after !== undefined && meaning(before) === meaning(after)) {
    return { text: result, diagnostics: problems.sorted([file]) };
  }
  const summary = 'The file cannot be laid out anew without changing what it means, and was left as it is.';
  problems.at(
    { text: source, start: 0, end: 0 },
    'unformattable',
    summary,
    'Write long or unusual values more plainly.',
  );
  return { text, diagnostics: problems.sorted([file]) };
}

/** A variable stands for itself: formatting needs no environment, and must not write secrets into a file. */
function keepAsWritten(name: string): string {
  return `\${env:${name}}`;
}

/** Undefined when the layout does not come to rest. */
function settle(text: string): string | undefined {
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = layOut(current);
    if (next === current) return current;
    current = next;
  }
  return undefined;
}

function layOut(text: string): string {
  // As text only: numbers keep the digits that were written. `null` alone must be known, or it would be quoted.
  const document = parseDocument(text, {
    schema: 'failsafe',
    customTags: (tags) => [...tags, 'null'],
    uniqueKeys: false,
  });
  if (isMap(document.contents)) sortFields(document, document.contents);
  visit(document, (_key, node) => {
    if (isCollection(node)) pad(node, isMap(node) ? ' ' : '');
    // A comment after an empty value takes the blank lines below it along, and would gain one with every pass.
    if (isNode(node) && typeof node.comment === 'string') node.comment = node.comment.replace(/\n+$/u, '');
  });
  return document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true, nullStr: '' });
}

/** Top-level fields in the order of the schema, sections set apart by a blank line; unknown fields last. */
function sortFields(document: Document.Parsed, fields: YAMLMap.Parsed): void {
  const [first] = fields.items;
  // With aliases nothing moves: an anchor must come before its aliases.
  const sorted = hasAlias(document) ? fields.items : fields.items.toSorted((a, b) => rank(a) - rank(b));
  if (first !== undefined && sorted[0] !== first) splitHead(document, first);
  fields.items = sorted;
  for (const { key } of sorted.slice(1)) if (isScalar(key) && SECTIONS.has(String(key.value))) key.spaceBefore = true;
}

/** Of the comments above the first field, the last paragraph goes where that field goes; the others head the file. */
function splitHead(document: Document.Parsed, first: Pair<ParsedNode, ParsedNode | null>): void {
  const paragraphs = first.key.commentBefore?.split(/\n{2,}/u) ?? [];
  if (paragraphs.length < 2) return;
  first.key.commentBefore = paragraphs.at(-1) ?? null;
  const head = [document.commentBefore, ...paragraphs.slice(0, -1)].filter((part) => typeof part === 'string');
  document.commentBefore = head.join('\n\n');
}

const ORDER: ReadonlyMap<string, number> = new Map(
  Object.keys(ROOT.properties ?? {}).map((name, index) => [name, index]),
);

function rank(pair: Pair): number {
  return ORDER.get(isScalar(pair.key) ? String(pair.key.value) : '') ?? ORDER.size;
}

function hasAlias(document: Document.Parsed): boolean {
  let found = false;
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    found = true;
    return visit.BREAK;
  });
  return found;
}

/** `[a, b]` beside `{ a: 1 }`: the library knows one padding for both. */
function pad(node: YAMLSeq | YAMLMap, padding: string): void {
  if (node.flow !== true) return;
  const print = node.toString.bind(node);
  node.toString = (context, ...rest) =>
    print(context === undefined ? context : { ...context, flowCollectionPadding: padding }, ...rest);
}

/** A text that is the same for two files exactly when they declare the same. */
function meaning(tree: Tree): string {
  return JSON.stringify(comparable(tree));
}

function comparable(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return [tree.value, tree.typed === true];
    case 'list':
      return tree.items.map(comparable);
    case 'table':
      return Object.fromEntries(
        [...tree.entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [` ${k}`, comparable(v.value)]),
      );
    default:
      return tree satisfies never;
  }
}
