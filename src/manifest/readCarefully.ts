import { parseYaml } from './parseYaml.ts';
import type { Problems } from './problems.ts';
import { readTree } from './readTree.ts';
import type { SourceText } from './sourceText.ts';
import type { Env } from './substitute.ts';
import type { TreeTable } from './tree.ts';
import type { ReadOptions } from './treeMaker.ts';
import { findUnsafe, nameCharacter } from './unsafeText.ts';

/** What kind of file it is, for those who got it wrong. */
export interface FileKind extends ReadOptions {
  /** `A manifest`. */
  readonly title: string;
  /** What to write first. */
  readonly start: string;
}

const MANIFEST: FileKind = { title: 'A manifest', start: '`version: 1` and `account:`' };

/** Unsafe characters that are reported one by one; a binary file has thousands. */
const MAX_UNSAFE = 10;

/**
 * One manifest file as a mapping of values with places, whatever YAML it is written in, or undefined when it cannot be
 * read as one: then all that is wrong with it has been reported. Loaded only where the plain reader hands over: it is large.
 */
export function readCarefully(
  text: SourceText,
  env: Env,
  problems: Problems,
  kind: FileKind = MANIFEST,
): TreeTable | undefined {
  const unsafe = findUnsafe(text.text, { lines: true, limit: MAX_UNSAFE });
  for (const start of unsafe) {
    const summary = `The file holds the character ${nameCharacter(text.text, start)}.`;
    const help = 'Remove it: it is invisible, or changes how the text is shown. Save the file as plain UTF-8.';
    problems.at({ text, start, end: start + 1 }, 'control-character', summary, help);
  }
  if (unsafe.some((at) => text.text.charCodeAt(at) === 0)) return undefined;
  const document = parseYaml(text, problems);
  if (document === undefined) return undefined;
  const tree = readTree(document.contents, text, env, problems, kind);
  if (tree.kind === 'table') return tree;
  if (tree.kind === 'scalar' && tree.broken) return undefined;
  if (tree.kind === 'scalar' && tree.value === null) {
    const help = `Start with ${kind.start}, or remove the file.`;
    problems.at({ text, start: 0, end: 0 }, 'manifest-empty', 'The file declares nothing.', help);
    return undefined;
  }
  problems.at(tree, 'not-a-mapping', `${kind.title} is a mapping of fields.`, `Start with ${kind.start}.`);
  return undefined;
}
