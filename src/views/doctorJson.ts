import type { DoctorReport } from '../model/doctorReport.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { doctorSummary } from './doctorSummary.ts';
import { hideKeys } from './view.ts';
import type { View } from './view.ts';

const FORMAT_VERSION = '1.0';

/** `doctor --format json`: every check with its stable id, for programs and bug reports. */
export function doctorJson(report: DoctorReport, view: View): JsonObject {
  const { ok, warn, fail, unknown } = doctorSummary(report);
  return {
    format_version: FORMAT_VERSION,
    version: report.version,
    healthy: fail === 0,
    summary: { ok, warn, fail, unknown },
    checks: report.groups.flatMap(({ title: group, checks }) =>
      checks.map(({ id, title, status, detail, help, data }) => ({
        id,
        group,
        title: hideKeys(title, view),
        status,
        detail: hideKeys(detail, view),
        ...(help !== undefined && { help: hideKeys(help, view) }),
        ...(data !== undefined && { data: hidden(data, view) }),
      })),
    ),
  };
}

function hidden(value: Json, view: View): Json {
  if (typeof value === 'string') return hideKeys(value, view);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hidden(item as Json, view));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [hideKeys(name, view), hidden(member, view)]),
  );
}
