import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Hazard } from '../model/hazard.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { CostChange, Plan } from '../model/plan.ts';
import { changeJson } from './changeJson.ts';
import { diagnosticJson } from './diagnosticJson.ts';
import { planSecrets } from './knownSecrets.ts';
import { actionCounts } from './planSummary.ts';
import { hideKeys, maskId, withSecrets } from './view.ts';
import type { View } from './view.ts';

/** Of this document, not of a saved plan. The major number changes when a reader of the old one would misread it. */
const FORMAT_VERSION = '1.0';

/**
 * A plan for programs (CLI.md, "Plan JSON"): the shape that policies written for Terraform's plans read. Resources
 * without a change are not listed, they are counted.
 */
export function planJson(plan: Plan, outer: View, diagnostics: readonly Diagnostic[] = []): JsonObject {
  const view = withSecrets(outer, planSecrets(plan, outer.kinds));
  const steps = stepsByAddress(plan);
  return {
    format_version: FORMAT_VERSION,
    account: plan.account,
    lineage: plan.lineage,
    serial: plan.serial,
    summary: {
      ...actionCounts(plan),
      unchanged: plan.unchanged,
      unverified: unverifiedFields(plan),
      left_out: plan.leftOut.length,
    },
    resource_changes: plan.changes.map((change) => changeJson(change, steps.get(change.address) ?? [], view)),
    hazards: plan.hazards.map((hazard) => hazardJson(hazard, view)),
    steps: plan.steps.map(({ id, op, type, addresses, after }) => ({
      id: hideKeys(id, view),
      op,
      type,
      addresses: addresses.map((address) => hideKeys(address, view)),
      after: after.map((step) => hideKeys(step, view)),
    })),
    rebindings: plan.rebindings.map(({ address, type, live }) => ({
      address: hideKeys(address, view),
      type,
      id: maskId(type, live.id, view),
    })),
    unverified: plan.unverified.map(({ address, fields }) => ({
      address: hideKeys(address, view),
      fields: [...fields],
    })),
    left_out: plan.leftOut.map(({ address, action, because }) => ({
      address: hideKeys(address, view),
      ...(action !== undefined && { action }),
      because: hideKeys(because, view),
    })),
    unmanaged: plan.unmanaged.map(({ type, count, whole }) => ({ type, count, whole })),
    open_intents: plan.openIntents.map(({ seq, address, type, marker }) => ({
      seq,
      address: hideKeys(address, view),
      type,
      ...(marker !== undefined && { marker }),
    })),
    unremovable: plan.unremovable.map(({ type, id, reason }) => ({
      type,
      id: maskId(type, id, view),
      reason: hideKeys(reason, view),
    })),
    ...(plan.cost !== undefined && { cost: costJson(plan.cost) }),
    diagnostics: diagnostics.map((diagnostic) => diagnosticJson(diagnostic, view)),
  };
}

export function hazardJson({ name, detail }: Hazard, view: View): JsonObject {
  return { name, detail: hideKeys(detail, view) };
}

function costJson({ currency, before, after, byType, unknown }: CostChange): JsonObject {
  const change = Math.round((after - before) * 100) / 100;
  return { currency, before, after, change, by_type: { ...byType }, not_counted: [...unknown] };
}

function unverifiedFields({ unverified }: Plan): number {
  return unverified.reduce((sum, { fields }) => sum + fields.length, 0);
}

function stepsByAddress({ steps }: Plan): ReadonlyMap<Address, Json[]> {
  const ids = new Map<Address, Json[]>();
  for (const { id, addresses } of steps) {
    for (const address of addresses) {
      const known = ids.get(address);
      if (known === undefined) ids.set(address, [id]);
      else known.push(id);
    }
  }
  return ids;
}
