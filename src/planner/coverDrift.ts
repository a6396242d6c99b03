import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftField, DriftFinding, DriftReport } from '../model/drift.ts';
import type { BaselineEntry, BaselineWhat } from '../model/driftBaseline.ts';
import { matchesGlob } from './glob.ts';

export interface CoveredDrift {
  readonly report: DriftReport;
  /** Errors for entries that have expired, warnings for those that cover nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Marks the drift that a baseline knows of. Where it knows of some fields of a finding and not of others, the finding
 * becomes two, so that what is not known still counts. Only what drifted can be known: pending is for the next apply, and
 * what is unverified fails nothing. `today`: a UTC day, `2026-12-31`.
 */
export function coverDrift(report: DriftReport, entries: readonly BaselineEntry[], today: string): CoveredDrift {
  const expired = entries.filter((entry) => entry.expires < today);
  const valid = entries.filter((entry) => entry.expires >= today);
  const used = new Set<BaselineEntry>();
  const findings = report.findings.flatMap((finding) => cover(finding, valid, used));
  return {
    report: { ...report, findings, ...(expired.length === 0 ? {} : { expired }) },
    diagnostics: [
      ...expired.map(expiredDiagnostic),
      ...valid.filter((entry) => !used.has(entry)).map((entry) => unusedDiagnostic(entry, report.findings)),
    ],
  };
}

function cover(
  finding: DriftFinding,
  entries: readonly BaselineEntry[],
  used: Set<BaselineEntry>,
): readonly DriftFinding[] {
  const { answer, address, what, fields } = finding;
  if (answer !== 'drifted') return [finding];
  const fitting = entries.filter((entry) => covers(entry, what) && matchesGlob(entry.address, address));
  const byEntry = new Map<BaselineEntry | undefined, DriftField[]>();
  if (what !== 'changed') {
    const [entry] = fitting;
    if (entry !== undefined) used.add(entry);
    return [known(finding, fields, entry)];
  }
  for (const field of fields) {
    const entry = fitting.find((one) => one.fields === undefined || one.fields.includes(field.field));
    if (entry !== undefined) used.add(entry);
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), field]);
  }
  // What counts comes first.
  const order = [...byEntry].toSorted(([a], [b]) => Number(a !== undefined) - Number(b !== undefined));
  return order.map(([entry, covered]) => known(finding, covered, entry));
}

function covers(entry: BaselineEntry, what: DriftFinding['what']): boolean {
  return entry.what.includes(what as BaselineWhat);
}

function known(finding: DriftFinding, fields: readonly DriftField[], entry: BaselineEntry | undefined): DriftFinding {
  if (entry === undefined) return { ...finding, fields };
  const { owner, reason, expires } = entry;
  return { ...finding, fields, known: { owner, reason, expires } };
}

function expiredDiagnostic({ address, owner, reason, expires, source }: BaselineEntry): Diagnostic {
  return {
    severity: 'error',
    code: 'baseline-expired',
    summary: `The baseline entry for ${address} expired: its last day was ${expires}. It belongs to ${owner} (${reason}).`,
    help: 'End the drift and remove the entry, or have its owner give it a new last day.',
    source,
  };
}

function unusedDiagnostic(entry: BaselineEntry, findings: readonly DriftFinding[]): Diagnostic {
  const { address, what, fields, owner, source } = entry;
  const near = findings.find((one) => one.answer === 'drifted' && matchesGlob(address, one.address));
  const other = near !== undefined && !covers(entry, near.what) ? near : undefined;
  const about = fields === undefined ? address : `${fields.join(', ')} of ${address}`;
  return {
    severity: 'warning',
    code: 'baseline-unused',
    summary: `The baseline entry of ${owner} for ${about} covers nothing: no such drift was found.`,
    help:
      other === undefined
        ? 'Remove it, or correct its address.'
        : `It covers what is ${what.join(' or ')}, and ${other.address} is ${other.what}: if that is known as well, write \`what: [${[...what, other.what].join(', ')}]\`.`,
    source,
  };
}
