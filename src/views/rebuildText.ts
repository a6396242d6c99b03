import type { Address } from '../model/address.ts';
import type { Live } from '../model/live.ts';
import { count } from './count.ts';
import { show, showId } from './view.ts';
import type { View } from './view.ts';

/** What a rebuild could prove, and what it could not. */
export interface RebuildReport {
  readonly bound: readonly { readonly proof: 'marker' | 'identity' | 'adopt' }[];
  readonly unproved: readonly RebuildProposal[];
  readonly missing: readonly Address[];
  readonly strays: readonly Live[];
  /** The file that the commands were written to, as it was typed. */
  readonly list?: string;
}

export interface RebuildProposal {
  readonly address: Address;
  readonly candidates: readonly Live[];
  readonly because?: 'only' | 'name' | 'marked';
}

const PROOFS = { identity: 'by what they are', marker: 'by their marker', adopt: 'by `adopt`' } as const;
const REASONS = {
  only: 'it alone is as declared',
  name: 'the name ends as the key does',
  marked: 'its marker names this, but not this alone, or not it alone: look for what was bought twice',
} as const;
/** Candidates that are named for one address. */
const MAX_CANDIDATES = 8;

/** What was bound, and for everything that was not, the command that binds it. */
export function* rebuildText(report: RebuildReport, view: View): Generator<string> {
  const { bound, unproved, missing, strays, list } = report;
  const proofs = (['identity', 'marker', 'adopt'] as const)
    .map((proof) => ({ proof, number: bound.filter((one) => one.proof === proof).length }))
    .filter(({ number }) => number > 0)
    .map(({ proof, number }) => `${number} ${PROOFS[proof]}`);
  yield `Bound ${count(bound.length, 'resource')}${proofs.length === 0 ? '' : `: ${proofs.join(', ')}`}.`;
  if (unproved.length > 0) {
    yield '';
    yield view.paint.red(
      `${count(unproved.length, 'resource')} could not be bound with certainty. Until you do, nothing is created for them:`,
    );
    for (const proposal of unproved) yield* proposalLines(proposal, view);
  }
  if (missing.length > 0) {
    yield '';
    yield `Declared, and nothing in the account is like it, so that a plan creates it: ${missing.map((a) => show(a, view)).join(', ')}.`;
  }
  if (strays.length > 0) {
    yield '';
    yield 'Made by clnform for what is not declared any more, and left alone:';
    for (const { type, id, marker = '' } of strays) yield `  ${showId(type, id, view)}  ${show(marker, view)}`;
  }
  if (list !== undefined && unproved.length > 0) {
    yield '';
    yield `The ids stand whole in ${show(list, view)}. Check it, then: clnform import --list ${show(list, view)}`;
  } else if (unproved.length > 0 && !view.showKeys) {
    yield '';
    yield 'Keys are masked: --list FILE writes them whole into a file for `clnform import --list`.';
  }
}

function* proposalLines({ address, candidates, because }: RebuildProposal, view: View): Generator<string> {
  const [first] = candidates;
  if (first === undefined) {
    yield `  clnform state resolve ${show(address, view)} --none  # nothing in the account is like it now`;
    return;
  }
  const shown = because === undefined || because === 'marked' ? candidates.slice(0, MAX_CANDIDATES) : [first];
  for (const live of shown) {
    const why = because === undefined ? `one of ${candidates.length}` : REASONS[because];
    yield `  clnform import ${show(address, view)} ${showId(live.type, live.id, view)}  # ${why}`;
  }
}

/**
 * The same as a list for `import --list`, ids whole. A line that only a person can choose is a comment. `text` makes
 * foreign text safe, and masks nothing.
 */
export function* rebuildList(
  unproved: readonly RebuildProposal[],
  text: (foreign: string) => string,
): Generator<string> {
  yield '# What could not be proved when the state was rebuilt. Check each line, then: clnform import --list THIS-FILE';
  yield '# It holds licence keys whole: remove it afterwards.';
  for (const { address, candidates, because } of unproved) {
    const [first] = candidates;
    if (first !== undefined && (because === 'only' || because === 'name')) {
      yield `${text(address)} ${text(first.id)}  # ${REASONS[because]}`;
      continue;
    }
    yield `# ${text(address)}: ${candidates.length === 0 ? 'nothing in the account is like it now' : 'take the # away from the line that is right'}`;
    for (const { id } of candidates.slice(0, MAX_CANDIDATES)) yield `#${text(address)} ${text(id)}`;
  }
}
