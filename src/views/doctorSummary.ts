import type { CheckStatus, DoctorReport } from '../model/doctorReport.ts';

/** How many checks ended in which way. */
export function doctorSummary({ groups }: DoctorReport): Readonly<Record<CheckStatus, number>> {
  const counts: Record<CheckStatus, number> = { ok: 0, warn: 0, fail: 0, unknown: 0 };
  for (const { status } of groups.flatMap((group) => group.checks)) counts[status] += 1;
  return counts;
}
