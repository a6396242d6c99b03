import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftField, DriftFinding, DriftReport } from '../model/drift.ts';
import type { BaselineEntry } from '../model/driftBaseline.ts';
import { driftCounts } from '../model/driftOutcome.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { maskKey } from '../model/text.ts';
import { diagnosticJson, sourceJson } from './diagnosticJson.ts';
import { driftSecrets } from './knownSecrets.ts';
import { isSecretField } from './secretField.ts';
import { hideKeys, maskId, withSecrets } from './view.ts';
import type { View } from './view.ts';
import { withoutKeys } from './withoutKeys.ts';

/** The major number changes when a reader of the old one would misread it. */
const FORMAT_VERSION = '1.0';

/** A drift report for programs: every finding with its answer, and the counts that decide the exit code. */
export function driftJson(report: DriftReport, outer: View, diagnostics: readonly Diagnostic[] = []): JsonObject {
  const view = withSecrets(outer, driftSecrets(report, outer.kinds));
  const { drifted, known, pending, unsettled, unverified, expired } = driftCounts(report);
  return {
    format_version: FORMAT_VERSION,
    account: report.account,
    summary: { drifted, known, pending, unverified, unsettled, in_sync: report.inSync, baseline_expired: expired },
    findings: report.findings.map((finding) => findingJson(finding, view)),
    unmanaged: report.unmanaged.map(({ type, count, whole }) => ({ type, count, whole })),
    baseline_expired: (report.expired ?? []).map((entry) => entryJson(entry, view)),
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, view)),
  };
}

function findingJson(finding: DriftFinding, view: View): JsonObject {
  const { answer, what, address, type, name, id, fields, reason, source, known } = finding;
  return {
    answer,
    what,
    address: hideKeys(address, view),
    type,
    name: hideKeys(name, view),
    ...(id !== undefined && { id: maskId(type, id, view) }),
    fields: fields.map((field) => fieldJson(type, field, view)),
    ...(reason !== undefined && { reason: hideKeys(reason, view) }),
    ...(source !== undefined && { source: sourceJson(source) }),
    ...(known !== undefined && {
      known: { owner: hideKeys(known.owner, view), reason: hideKeys(known.reason, view), expires: known.expires },
    }),
  };
}

function fieldJson(type: string, field: DriftField, view: View): JsonObject {
  const { applied, live, desired, appliedRef, liveRef, desiredRef } = field;
  const sensitive = field.sensitive === true || isSecretField(view.kinds, type, field.field);
  const value = (side: Json): Json =>
    sensitive && !view.showKeys ? maskedSide(side) : hidden(withoutKeys(type, field.field, side, view), view);
  return {
    field: field.field,
    ...(applied !== undefined && { applied: value(applied) }),
    ...(live !== undefined && { live: value(live) }),
    ...(desired !== undefined && { desired: value(desired) }),
    ...(appliedRef !== undefined && { applied_ref: hideKeys(appliedRef, view) }),
    ...(liveRef !== undefined && { live_ref: hideKeys(liveRef, view) }),
    ...(desiredRef !== undefined && { desired_ref: hideKeys(desiredRef, view) }),
    ...(sensitive && { sensitive }),
  };
}

function maskedSide(side: Json): Json {
  return typeof side === 'string' ? maskKey(side) : '(sensitive)';
}

function hidden(value: Json, view: View): Json {
  if (typeof value === 'string') return hideKeys(value, view);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hidden(item as Json, view));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member, view)]));
}

function entryJson({ address, what, fields, owner, reason, expires, source }: BaselineEntry, view: View): JsonObject {
  return {
    address: hideKeys(address, view),
    what: [...what],
    ...(fields !== undefined && { fields: [...fields] }),
    owner: hideKeys(owner, view),
    reason: hideKeys(reason, view),
    expires,
    source: sourceJson(source),
  };
}
