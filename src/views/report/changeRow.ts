import type { Change } from '../../model/change.ts';
import type { ChangeOutcome } from '../../model/changeOutcome.ts';
import { ACTION_WORDS, signOf, willBe } from '../actionWords.ts';
import { costText } from '../changeText.ts';
import { fieldRows } from '../fieldRows.ts';
import type { FieldRow } from '../fieldRows.ts';
import { verbOf } from '../verb.ts';
import type { Verb } from '../verb.ts';
import { show, showId, titleOf } from '../view.ts';
import type { View } from '../view.ts';
import { clip } from './clip.ts';
import type { ReportRow } from './report.ts';

/** The reason of these says what the verb says already. */
const SAID: ReadonlySet<Verb> = new Set(['move', 'protect', 'unprotect']);
/** Items of one long list; more are counted. */
const MOST_ITEMS = 40;

/** What became of a change. `half`: a replacement that made the new object and did not come to its end. */
export interface Became {
  readonly outcome: ChangeOutcome;
  readonly half: boolean;
}

/** One change of a plan, and where it was carried out, what became of it. */
export function changeRow(change: Change, view: View, became?: Became): ReportRow {
  const outcome = became?.outcome;
  const { address, type, live, reason, source, movedFrom, protect, hazards, action, cost } = change;
  const verb = verbOf(change);
  const remarks: string[] = [];
  if (movedFrom !== undefined) remarks.push(`moved from ${show(movedFrom, view)}`);
  if (reason !== undefined && !SAID.has(verb)) remarks.push(show(reason, view));
  if (protect === true && verb !== 'protect') remarks.push('protected');
  if (cost !== undefined && cost.before !== cost.after) remarks.push(`monthly cost: ${costText(cost)}`);
  return {
    group: verb,
    sign: signOf(change),
    address: clip(show(address, view)),
    type: clip(show(type, view)),
    title: clip(titleOf(type, view)),
    ...(live !== undefined && { id: clip(showId(type, live.id, view)) }),
    words: became === undefined ? willBe(change) : becameWords(verb, became),
    ...(outcome !== undefined && { state: outcome }),
    ...(source !== undefined && { source: { ...source, file: clip(show(source.file, view)) } }),
    remarks: remarks.map((remark) => clip(remark)),
    fields: fieldRows(change, view).map(bounded),
    hazards: hazards.map(({ name, detail }) => ({ name, detail: clip(show(detail, view)) })),
    level: levelOf(change, outcome),
    removes: action === 'remove' || action === 'replace' || action === 'forget',
  };
}

function becameWords(verb: Verb, { outcome, half }: Became): string {
  if (half) return `was half replaced: the new one was created, and the old one ${oldOne(outcome)}`;
  const { done } = ACTION_WORDS[verb];
  switch (outcome) {
    case 'done':
      return `was ${done}`;
    case 'kept':
      return 'was left in place, since the service refuses to remove it';
    case 'skipped':
      return `was not ${done}`;
    case 'failed':
      return `could not be ${done}`;
    case 'unknown':
      return `may or may not have been ${done}`;
    default:
      return outcome satisfies never;
  }
}

function oldOne(outcome: ChangeOutcome): string {
  switch (outcome) {
    case 'kept':
      return 'was left in place, since the service refuses to remove it';
    case 'unknown':
      return 'may or may not have been removed';
    case 'done':
    case 'skipped':
    case 'failed':
      return 'was not removed';
    default:
      return outcome satisfies never;
  }
}

function levelOf({ hazards }: Change, outcome: ChangeOutcome | undefined): ReportRow['level'] {
  switch (outcome) {
    case undefined:
      return hazards.length > 0 ? 'refused' : 'passed';
    case 'done':
      return 'passed';
    case 'kept':
    case 'skipped':
      return 'skipped';
    case 'failed':
    case 'unknown':
      return outcome;
    default:
      return outcome satisfies never;
  }
}

/** A field whose texts all have a bounded length. */
export function bounded({ sign, name, before, after, note, items }: FieldRow): FieldRow {
  const shown = items.slice(0, MOST_ITEMS).map((item) => ({ ...item, text: clip(item.text) }));
  const more = items.length - shown.length;
  return {
    sign,
    name: clip(name),
    ...(before !== undefined && { before: clip(before) }),
    after: clip(after),
    note: more === 0 ? note : [note, `${more} more not shown`].filter((part) => part !== '').join('; '),
    items: shown,
  };
}
