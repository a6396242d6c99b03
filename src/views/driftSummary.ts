import type { DriftReport } from '../model/drift.ts';
import { driftCounts } from '../model/driftOutcome.ts';
import { count } from './count.ts';
import type { View } from './view.ts';

/** The last line: each answer counted, none of them left out. It calls nothing equal that was not seen. */
export function* driftSummary(report: DriftReport, { paint }: View): Generator<string> {
  const { drifted, known, pending, unsettled, unverified, expired } = driftCounts(report);
  const counts = [
    `${drifted} drifted`,
    ...(known === 0 ? [] : [`${known} known`]),
    `${pending} pending`,
    `${unverified} not verified`,
  ];
  const match = count(report.inSync, 'resource matches', 'resources match');
  const seen = unverified > 0 ? ' as far as it can be read' : '';
  const calm = known === 0 ? 'No drift:' : 'No new drift:';
  const title = drifted + expired > 0 ? paint.red('Drift:') : unsettled > 0 ? paint.red('Unknown:') : paint.bold(calm);
  const more = [
    ...(expired === 0 ? [] : [`${count(expired, 'entry', 'entries')} of the baseline expired.`]),
    ...(unsettled === 0 ? [] : [`${count(unsettled, 'call has', 'calls have')} an unknown outcome: see above.`]),
  ];
  yield [`${title} ${counts.join(', ')}; ${match} the account${seen}.`, ...more].join(' ');
}
