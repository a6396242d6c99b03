import type { Address } from '../model/address.ts';
import type { Problems, Spot } from './problems.ts';
import type { MovedEntry } from './readMoved.ts';

/** What the moves mean for each other and, where that is known, for what is declared. */
export function checkMoved(
  moved: readonly MovedEntry[],
  declared: ReadonlySet<Address> | undefined,
  problems: Problems,
): void {
  const byFrom = new Map<Address, MovedEntry>();
  const byTo = new Map<Address, MovedEntry>();
  for (const entry of moved) {
    reportTwice(entry.from, entry.fromAt, byFrom.get(entry.from)?.fromAt, problems);
    reportTwice(entry.to, entry.toAt, byTo.get(entry.to)?.toAt, problems);
    if (!byFrom.has(entry.from)) byFrom.set(entry.from, entry);
    if (!byTo.has(entry.to)) byTo.set(entry.to, entry);
  }
  for (const { from, to, fromAt, toAt } of moved) {
    const onward = byFrom.get(to);
    if (onward !== undefined) {
      const summary = `\`${to}\` is itself moved on, to \`${onward.to}\`.`;
      const help = `Move each former address straight to the last one: from ${from} to ${onward.to}.`;
      problems.at(toAt, 'moved-chain', summary, help, { related: [{ at: onward.toAt, note: 'moved on here' }] });
    } else if (declared?.has(to) === false) {
      const help = 'Declare it, or correct the address.';
      problems.at(toAt, 'moved-target-missing', `\`${to}\` is not declared in this manifest.`, help);
    }
    if (declared?.has(from) === true) {
      const help = 'Remove the block, if it was renamed, or the move, if it was not.';
      problems.at(fromAt, 'moved-source-declared', `\`${from}\` is moved, and still declared.`, help);
    }
  }
}

function reportTwice(address: Address, at: Spot, first: Spot | undefined, problems: Problems): void {
  if (first === undefined) return;
  problems.at(at, 'moved-twice', `\`${address}\` stands in two moves.`, 'Keep one of them.', {
    related: [{ at: first, note: 'the first one' }],
  });
}
