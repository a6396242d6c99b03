import type { AnyKind } from '../../../src/model/kind.ts';
import type { BlockPath, Declaration, ExpandProblem, ExpandTools } from '../../../src/model/section.ts';

export interface Expanded {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly ExpandProblem[];
}

/** Runs a kind's `expand` as the manifest would, with addresses and networks taken as they are written. */
export function expandWith(kind: AnyKind, name: string, block: unknown, markers = true): Expanded {
  const declarations: Declaration[] = [];
  const problems: ExpandProblem[] = [];
  const at = (path: BlockPath): readonly string[] => {
    const value = path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], block);
    return value as readonly string[];
  };
  const tools: ExpandTools = {
    markers,
    declare: (declaration) => void declarations.push(declaration),
    report: (problem) => void problems.push(problem),
    addresses: (path) =>
      at(path).map((ip, index) => ({ ip, source: { file: 'clnform.yaml', line: 10 + index, column: 7 } })),
    networks: at,
  };
  if (kind.section === undefined) throw new Error(`${kind.type} has no section`);
  kind.section.expand(name, block as never, tools);
  return { declarations, problems };
}
