import type { Severity } from '../../model/diagnostic.ts';
import type { FieldRow } from '../fieldRows.ts';
import type { GraphData } from '../graph/graphData.ts';

/** How good the news is. A format may colour by it, and always says it in words too. */
export type Tone = 'good' | 'change' | 'warn' | 'bad';

/**
 * What the formats for reviewers (Markdown, HTML, JUnit, annotations) show of a plan, of how an apply ended, or of drift.
 * Keys are masked and control characters visible in every text of it; markup is for each format to escape. Texts called
 * `words` are clnform's own and hold nothing foreign.
 */
export interface Report {
  readonly command: 'plan' | 'apply' | 'destroy' | 'drift';
  /** The CLN login. */
  readonly account: string;
  readonly verdict: { readonly tone: Tone; readonly words: string };
  /** By group, those with none left out. */
  readonly counts: readonly ReportCount[];
  /** What must be read before anything else. */
  readonly alerts: readonly ReportNote[];
  readonly money?: ReportMoney;
  readonly table: ReportTable;
  /** What there is to say beside the rows. */
  readonly notes: readonly ReportNote[];
  readonly problems: readonly ReportProblem[];
  /** What waits for what. */
  readonly graph?: GraphData;
}

export interface ReportCount {
  /** `group` of the rows that it counts. */
  readonly group: string;
  readonly sign: string;
  /** `to create`, `created`, `drifted`. */
  readonly words: string;
  readonly count: number;
}

export interface ReportNote {
  readonly tone: Tone;
  readonly words: string;
  readonly lines: readonly string[];
}

/** Amounts of a month, with cents. What has no price is in `unknown`, and in no sum. */
export interface ReportMoney {
  /** What the amounts are: of what is managed, or of what was planned and not wholly done. */
  readonly words: string;
  readonly currency: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly byType: readonly { readonly type: string; readonly change: string }[];
  readonly unknown: readonly string[];
}

export interface ReportTable {
  /** `change`, `changes`. */
  readonly noun: readonly [one: string, many: string];
  /** What `group` of a row is: `Action`, `Answer`. */
  readonly groupTitle: string;
  /** What `state` of a row is: `Outcome`, `What`. Absent: the rows have none. */
  readonly stateTitle?: string;
  readonly size: number;
  /** Made anew on every call: a plan may have a hundred thousand. */
  rows(): Iterable<ReportRow>;
}

export interface ReportRow {
  readonly group: string;
  readonly sign: string;
  readonly address: string;
  readonly type: string;
  /** CLN's name for the kind. */
  readonly title: string;
  readonly id?: string;
  /** The end of the sentence that begins with the address: `will be created`. */
  readonly words: string;
  readonly state?: string;
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
  /** Why, and what else is to be known of it. */
  readonly remarks: readonly string[];
  readonly fields: readonly FieldRow[];
  readonly hazards: readonly { readonly name: string; readonly detail: string }[];
  /**
   * For a test report and for annotations: `refused` needs a flag, `failed` is wrong, `unknown` may be, `skipped` was not
   * looked at or not begun.
   */
  readonly level: 'passed' | 'refused' | 'failed' | 'unknown' | 'skipped';
  /** It takes something away: never among the first that are left out. */
  readonly removes: boolean;
}

export interface ReportProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly summary: string;
  readonly help: readonly string[];
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}

/** What is to be read first has the lowest number: trouble, then what takes away, then the rest. */
export function urgency({ level, hazards, removes }: ReportRow): 0 | 1 | 2 {
  if (level === 'refused' || level === 'failed' || level === 'unknown' || hazards.length > 0) return 0;
  return removes ? 1 : 2;
}
