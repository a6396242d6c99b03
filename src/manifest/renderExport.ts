import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { maskKey, plain } from '../model/text.ts';
import type { LeftOut } from './exportTools.ts';
import { SECTIONS } from './schemas.ts';
import { entryLines, textScalar } from './yamlText.ts';

/** A block on its way into a file. */
export interface ExportBlock {
  readonly type: string;
  readonly section: string;
  readonly name: string;
  readonly value: Json;
  readonly covers: readonly Live[];
  /** What stands above it as comments. */
  readonly notes: readonly string[];
}

export interface RenderedExport {
  readonly files: ReadonlyMap<string, string>;
  /** The block that a diagnostic points at. */
  blockAt(diagnostic: Diagnostic): ExportBlock | undefined;
}

interface Heading {
  readonly account: string;
  readonly kinds: KindRegistry;
  readonly folder: string;
  readonly schema?: string;
}

/** The file that makes a manifest of the others: without `version` and `account` nothing can be planned from them. */
export const HEAD_FILE = 'account.yaml';
/** The first line of every file, by which an export knows its own. */
export const SIGNATURE = '# Written by `clnform export`.';

/** Comments of a file name no more than so many objects; the rest is counted. */
const MAX_NAMED = 50;

/** The text of every file: one for each section, the lists of addresses, and the head, which comes last. */
export function renderExport(
  heading: Heading,
  blocks: readonly ExportBlock[],
  left: readonly LeftOut[],
  lists: ReadonlyMap<string, string>,
): RenderedExport {
  const files = new Map<string, string>();
  const places = new Map<string, ExportBlock>();
  for (const [section, type] of SECTIONS) {
    const own = blocks.filter((block) => block.section === section);
    if (own.length === 0) continue;
    const file = `${section}.yaml`;
    const lines = [...schemaLine(heading), SIGNATURE, ...unseen(heading.kinds, type), `${section}:`];
    for (const block of own) {
      lines.push(...block.notes.map((note) => `  # ${note}`));
      for (const line of entryLines(block.name, block.value)) {
        lines.push(line);
        places.set(`${file}:${lines.length}`, block);
      }
    }
    const whole = left.filter(({ live, field }) => live.type === type && field === undefined);
    files.set(file, textOf([...lines, ...leftLines(heading.kinds, whole)]));
  }
  for (const [path, text] of lists) if (isNamed(blocks, path)) files.set(path, `${SIGNATURE}\n${text}`);
  const homeless = left.filter(
    ({ live, field }) => field === undefined && !blocks.some(({ type }) => type === live.type),
  );
  files.set(HEAD_FILE, textOf([...headLines(heading), ...leftLines(heading.kinds, homeless)]));
  return {
    files,
    blockAt: ({ source }) =>
      source === undefined ? undefined : places.get(`${source.file.slice(heading.folder.length + 1)}:${source.line}`),
  };
}

function headLines(heading: Heading): readonly string[] {
  return [
    ...schemaLine(heading),
    SIGNATURE,
    '# The account as it was then: a plan has nothing to do until something is edited here or changed there. What the',
    '# account holds beyond these files is left alone; what is taken out of them is removed from the account.',
    'version: 1',
    `account: ${textScalar(heading.account)}`,
  ];
}

function schemaLine({ schema }: Heading): readonly string[] {
  return schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`];
}

/** What a reader might miss: fields that no list shows. */
function unseen(kinds: KindRegistry, type: string): readonly string[] {
  const fields = Object.entries((kinds.get(type)?.fields ?? {}) as Readonly<Record<string, { writeOnly?: unknown }>>)
    .filter(([, { writeOnly }]) => writeOnly === true)
    .map(([field]) => `\`${field}\``);
  if (fields.length === 0) return [];
  return [`# CLN does not show ${fields.join(' and ')}: left as it is in the account until it is declared.`];
}

function leftLines(kinds: KindRegistry, left: readonly LeftOut[]): readonly string[] {
  if (left.length === 0) return [];
  const named = left.slice(0, MAX_NAMED).map(({ live, reason }) => `#   ${nameOf(kinds, live)}: ${cut(reason)}`);
  const rest = left.length - named.length;
  return [
    '',
    '# In the account, not declared here, and left alone:',
    ...named,
    ...(rest > 0 ? [`#   and ${rest} more`] : []),
  ];
}

/** An object as a comment may name it: a key is a credential, and its id foreign text. */
export function nameOf(kinds: KindRegistry, { type, id }: Live): string {
  const kind = kinds.get(type);
  return `${kind?.title ?? type} ${plain(kind?.secretId === true ? maskKey(id) : id).slice(0, 80)}`;
}

/** A reason on one line of comment. */
export function cut(reason: string): string {
  const line = plain(reason);
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

function isNamed(blocks: readonly ExportBlock[], path: string): boolean {
  return blocks.some(({ value }) => JSON.stringify(value).includes(JSON.stringify(path)));
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
