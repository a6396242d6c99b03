import type { Lifecycle } from '../model/desired.ts';
import type { Block } from './mergeFiles.ts';
import type { Problems } from './problems.ts';
import { child } from './tree.ts';

/** Lifecycle fields that cannot all be obeyed. `absent`: the block declares something that is not to exist. */
export function checkLifecycle(block: Block, lifecycle: Lifecycle, absent: boolean, problems: Problems): void {
  const { protect, forget, adopt } = lifecycle;
  const conflict = (field: string, summary: string, help: string) => {
    problems.at(child(block.tree, field) ?? block.key, 'conflicting-fields', `\`${block.label}\` ${summary}`, help);
  };
  if (forget === true && protect === true) {
    conflict('forget', 'is to be protected and forgotten at once.', 'Keep one of `protect` and `forget`.');
  }
  if (forget === true && adopt !== undefined) {
    conflict('forget', 'is to be adopted and forgotten at once.', 'Keep one of `adopt` and `forget`.');
  }
  if (absent && protect === true) {
    conflict('protect', 'is declared to be absent, and protected from removal.', 'Remove `protect`.');
  }
  if (absent && forget === true) {
    conflict('forget', 'is declared to be absent, and to be left in the account.', 'Remove `forget`, or the block.');
  }
}
