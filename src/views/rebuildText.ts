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
  /** The file that the ids were written to, as it was typed. */
  readonly list?: string;
  /** The manifest, as it was typed: the commands need it, too. */
  readonly manifest?: string;
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

/** The file that is proposed for the ids; `init` keeps it out of Git. */
const LIST_FILE = 'rebind.txt';

/** What was bound, and for everything that was not, what it may be and how to bind it. */
export function* rebuildText(report: RebuildReport, view: View): Generator<string> {
  const { bound, unproved, missing, strays } = report;
  const proofs = (['identity', 'marker', 'adopt'] as const)
    .map((proof) => ({ proof, number: bound.filter((one) => one.proof === proof).length }))
    .filter(({ number }) => number > 0)
    .map(({ proof, number }) => `${number} ${PROOFS[proof]}`);
  if (bound.length + unproved.length + missing.length === 0)
    yield 'Bound 0 resources: nothing was found that is declared and not bound.';
  else yield `Bound ${count(bound.length, 'resource')}${proofs.length === 0 ? '' : `: ${proofs.join(', ')}`}.`;
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
  yield* nextLines(report, view);
}

/** A masked id cannot be typed: the commands that bind go by a file that holds the ids whole. */
function* nextLines({ unproved, list, manifest }: RebuildReport, view: View): Generator<string> {
  const masked = unproved.some(({ candidates }) => candidates.some((live) => !isWhole(live, view)));
  if (unproved.length === 0 || (list === undefined && !masked)) return;
  const by = manifest === undefined ? '' : ` --manifest ${show(manifest, view)}`;
  const open = unproved.filter((proposal) => proposal.candidates.length > 0 && !isLikely(proposal)).length;
  const choice =
    open === 0
      ? ''
      : ` ${count(open, 'resource needs', 'resources need')} your choice: take the # from the right line.`;
  yield '';
  if (list === undefined) {
    yield 'The ids are masked here. To bind, have them written whole into a file (mode 0600), check it, and import it:';
    yield `  clnform state rebuild --list ${LIST_FILE}${by}`;
    yield `  clnform import --list ${LIST_FILE}${by}`;
  } else {
    yield `The ids stand whole in ${show(list, view)}.${choice} Check it, then: clnform import --list ${show(list, view)}${by}`;
  }
}

function isWhole({ type, id }: Live, view: View): boolean {
  return showId(type, id, view) === id;
}

/** One object is so much likelier than any other that it alone is named. */
function isLikely({ candidates, because }: RebuildProposal): boolean {
  return candidates.length > 0 && (because === 'only' || because === 'name');
}

function* proposalLines(proposal: RebuildProposal, view: View): Generator<string> {
  const { address, candidates, because } = proposal;
  const own = show(address, view);
  if (candidates.length === 0) {
    yield `  clnform state resolve ${own} --none  # nothing in the account is like it now`;
    return;
  }
  for (const live of candidates.slice(0, isLikely(proposal) ? 1 : MAX_CANDIDATES)) {
    const why = because === undefined ? `one of ${candidates.length}` : REASONS[because];
    const id = showId(live.type, live.id, view);
    yield isWhole(live, view) ? `  clnform import ${own} ${id}  # ${why}` : `  ${own} may be ${id}: ${why}`;
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
