import type { Problems } from './problems.ts';
import { readPlainTree } from './readPlainTree.ts';
import type { SourceText } from './sourceText.ts';
import type { Env } from './substitute.ts';
import type { TreeTable } from './tree.ts';
import { isUnsafe } from './unsafeText.ts';

/** One manifest file as a mapping of values with places, or undefined when it cannot be read as one. */
export async function readSource(text: SourceText, env: Env, problems: Problems): Promise<TreeTable | undefined> {
  const plain = isUnsafe(text.text) ? undefined : readPlainTree(text, env);
  if (plain !== undefined) return plain;
  const { readCarefully } = await import('./readCarefully.ts');
  return readCarefully(text, env, problems);
}
