import { makeAddress } from '../../src/model/address.ts';
import type { ChangeOutcome } from '../../src/model/changeOutcome.ts';
import type { DriftFinding, DriftReport } from '../../src/model/drift.ts';
import type { AppliedPlan } from '../../src/views/report/applyReport.ts';
import { EVERYTHING, fixturePlan, HOSTILE, HOSTILE_PLAN, LONG_KEY, OLD_KEY } from './fixturePlans.ts';

const done = { create: 1, update: 1, replace: 0, remove: 0, adopt: 1, forget: 1 };
const summary = { done, failed: 2, unknown: 1, skipped: 1, kept: 1, halfReplaced: 1, doubled: 0, interrupted: false };
const OUTCOMES: readonly ChangeOutcome[] = ['done', 'skipped', 'failed', 'kept', 'done', 'unknown', 'failed', 'done'];

/** Of what did not come to its end, the replacement whose new object was made. */
const HALF = new Set(
  EVERYTHING.changes
    .filter(({ replacement }, i) => replacement === 'create-first' && OUTCOMES[i] !== 'done')
    .slice(0, 1)
    .map(({ address }) => address),
);

/** An apply in which everything that can become of a change became of one. */
export const APPLIED: AppliedPlan = {
  plan: EVERYTHING,
  operation: 'Apply',
  summary,
  outcomes: new Map(EVERYTHING.changes.map(({ address }, i) => [address, OUTCOMES[i] ?? 'done'])),
  halfReplaced: HALF,
  openIntents: EVERYTHING.openIntents,
  diagnostics: [
    {
      severity: 'error',
      code: 'refused',
      summary: `vault.shared was refused: vault/create: no seat is free on ${LONG_KEY}.`,
      help: 'The service changed nothing.\n  clnform plan',
      address: makeAddress('vault', 'shared'),
      source: { file: 'clnform.yaml', line: 14, column: 3 },
    },
  ],
};

/** One that went well. */
export const COMPLETE: AppliedPlan = {
  plan: { ...EVERYTHING, openIntents: [], hazards: [] },
  operation: 'Destroy',
  summary: {
    ...summary,
    done: { create: 1, update: 2, replace: 2, remove: 1, adopt: 1, forget: 1 },
    failed: 0,
    unknown: 0,
    skipped: 0,
    kept: 0,
    halfReplaced: 0,
  },
  outcomes: new Map(EVERYTHING.changes.map(({ address }) => [address, 'done'])),
  halfReplaced: new Set(),
  openIntents: [],
  diagnostics: [],
};

export const HOSTILE_APPLIED: AppliedPlan = {
  ...APPLIED,
  plan: HOSTILE_PLAN,
  outcomes: new Map(),
  halfReplaced: new Set(),
  openIntents: HOSTILE_PLAN.openIntents,
  diagnostics: [
    {
      severity: 'error',
      code: HOSTILE,
      summary: HOSTILE,
      help: `${HOSTILE}\n${HOSTILE}`,
      source: { file: HOSTILE, line: 1, column: 1 },
    },
  ],
};

function finding(
  answer: DriftFinding['answer'],
  what: DriftFinding['what'],
  [type, name]: readonly [string, string],
  over: Partial<DriftFinding> = {},
): DriftFinding {
  return { answer, what, address: makeAddress(type, name), type, name, fields: [], ...over };
}

const at = (line: number) => ({ file: 'clnform.yaml', line, column: 3 });

/** Every answer, and everything that it can be about. */
export const DRIFT: DriftReport = {
  formatVersion: 1,
  account: 'acme',
  findings: [
    finding('drifted', 'appeared', ['vault', OLD_KEY], { id: OLD_KEY }),
    finding('drifted', 'changed', ['vault', 'web'], {
      id: LONG_KEY,
      source: at(4),
      fields: [
        { field: 'limit', applied: 5, live: 50, desired: 5 },
        { field: 'pin', applied: 'pin-12345', live: 'pin-67890', desired: 'pin-12345', sensitive: true },
        { field: 'note', live: 'by hand' },
      ],
    }),
    finding('drifted', 'changed', ['vault', 'mail'], {
      source: at(9),
      fields: [{ field: 'limit', applied: 10, live: 20, desired: 10 }],
      known: { owner: 'ops', reason: 'OPS-412', expires: '2026-12-31' },
    }),
    finding('drifted', 'gone', ['permit', '203.0.113.9/basic'], { source: at(20) }),
    finding('pending', 'changed', ['store', 'SRV1'], {
      id: 'SRV1',
      source: at(30),
      fields: [
        { field: 'size_gb', applied: 100, live: 100, desired: 200 },
        { field: 'datacenter', applied: 'EU1', desired: 'EU2' },
      ],
    }),
    finding('pending', 'new', ['permit', '203.0.113.10/basic'], { source: at(21) }),
    finding('pending', 'left', ['permit', '203.0.113.11/basic'], { id: '203.0.113.11/1' }),
    finding('unverified', 'changed', ['permit', '203.0.113.1/basic'], {
      source: at(22),
      fields: [{ field: 'extra', applied: true, desired: true }],
    }),
    finding('unverified', 'unsettled', ['vault', 'lost'], { source: at(40) }),
  ],
  inSync: 40,
  unmanaged: [{ type: 'permit', count: 12, whole: true }],
};

export const IN_SYNC: DriftReport = { formatVersion: 1, account: 'acme', findings: [], inSync: 3, unmanaged: [] };

export const HOSTILE_DRIFT: DriftReport = {
  formatVersion: 1,
  account: HOSTILE,
  findings: [
    finding('drifted', 'changed', [`vault`, HOSTILE], {
      id: HOSTILE,
      source: { file: HOSTILE, line: 1, column: 1 },
      fields: [{ field: HOSTILE, applied: HOSTILE, live: [HOSTILE], desired: { [HOSTILE]: HOSTILE } }],
      known: { owner: HOSTILE, reason: HOSTILE, expires: HOSTILE },
    }),
    finding('unverified', 'unsettled', [HOSTILE, 'x']),
  ],
  inSync: 0,
  unmanaged: [{ type: HOSTILE, count: 1, whole: true }],
};

/** So many changes as no one reads to the end: creates, and a removal and a hazard among the last of them. */
export function largePlan(size: number) {
  const changes = Array.from({ length: size }, (_, i) => {
    const name = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}/basic`;
    const action = i === size - 3 ? ('remove' as const) : ('create' as const);
    const hazard = { name: 'unlimited' as const, detail: 'This one has no limit.' };
    return {
      address: makeAddress('permit', name),
      type: 'permit',
      name,
      action,
      fields: [
        { field: 'ip', after: name },
        { field: 'extra', after: i % 2 === 0 },
      ],
      hazards: i === size - 2 ? [hazard] : [],
      source: { file: 'permits.yaml', line: 3 + (i >> 8), column: 5 },
      bind: true,
    };
  });
  const steps = changes.map(({ address, type }) => ({
    id: `put ${address}`,
    op: 'put' as const,
    type,
    addresses: [address],
    after: [],
  }));
  return fixturePlan({ changes, steps });
}
