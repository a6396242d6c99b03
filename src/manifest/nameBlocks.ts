import type { CondensedBlock } from '../model/section.ts';

/** Each block with a name that no other of its section has, the same from run to run while the account is the same. */
export function nameBlocks(blocks: readonly CondensedBlock[]): ReadonlyMap<CondensedBlock, string> {
  const names = new Map<CondensedBlock, string>();
  const taken = new Set<string>();
  for (const block of blocks) {
    if (block.exact !== true) continue;
    names.set(block, block.name);
    taken.add(block.name);
  }
  const wanted = new Map<string, number>();
  for (const block of blocks) if (block.exact !== true) wanted.set(nameOf(block), (wanted.get(nameOf(block)) ?? 0) + 1);
  for (const block of blocks) {
    if (block.exact === true) continue;
    const name = nameOf(block);
    // All of those that would share a name get a tail: which of them came first is nobody's to know.
    const alone = wanted.get(name) === 1 && !taken.has(name);
    const base = alone || block.tail === undefined || block.tail === '' ? name : `${name}-${block.tail}`;
    let unique = base;
    for (let count = 2; taken.has(unique); count += 1) unique = `${base}-${count}`;
    names.set(block, unique);
    taken.add(unique);
  }
  return names;
}

function nameOf({ name }: CondensedBlock): string {
  return name === '' ? 'unnamed' : name;
}
