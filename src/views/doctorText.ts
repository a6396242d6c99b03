import type { CheckStatus, DoctorReport } from '../model/doctorReport.ts';
import { count } from './count.ts';
import { doctorSummary } from './doctorSummary.ts';
import type { Paint } from './paint.ts';
import { padText, textWidth } from './table.ts';
import { show } from './view.ts';
import type { View } from './view.ts';

/** What `doctor` prints: a line for each check under its group, what follows from it, and the counts. */
export function* doctorText(report: DoctorReport, view: View): Generator<string> {
  const { paint } = view;
  yield paint.bold(`clnform ${show(report.version, view)} doctor`);
  for (const { title, checks } of report.groups) {
    if (checks.length === 0) continue;
    const width = Math.max(...checks.map((check) => textWidth(show(check.title, view))));
    yield '';
    yield paint.bold(show(title, view));
    for (const { status, title: name, detail, help } of checks) {
      yield `  ${mark(status, paint)}  ${padText(show(name, view), width)}  ${show(detail, view)}`;
      for (const line of help?.split('\n') ?? []) yield `${' '.repeat(11)}${paint.dim(`help: ${show(line, view)}`)}`;
    }
  }
  const { ok, warn, fail, unknown } = doctorSummary(report);
  yield '';
  yield `${ok} ok, ${count(warn, 'warning')}, ${fail} failed, ${unknown} unknown.`;
}

const WIDTH = 7;

function mark(status: CheckStatus, paint: Paint): string {
  const word = padText(status, WIDTH);
  switch (status) {
    case 'ok':
      return paint.green(word);
    case 'warn':
      return paint.yellow(word);
    case 'fail':
      return paint.red(word);
    case 'unknown':
      return paint.dim(word);
    default:
      return status satisfies never;
  }
}
