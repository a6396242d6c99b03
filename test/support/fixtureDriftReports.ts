import { makeAddress } from '../../src/model/address.ts';
import type { DriftFinding, DriftReport } from '../../src/model/drift.ts';

const KEY = 'VAULT1SECRET2KEY0001';
const OTHER = 'VAULT1SECRET2KEY0002';
const STRANGER = 'VAULT1SECRET2KEY0003';

function finding(
  answer: DriftFinding['answer'],
  what: DriftFinding['what'],
  type: string,
  name: string,
  more: Partial<DriftFinding> = {},
): DriftFinding {
  return { answer, what, address: makeAddress(type, name), type, name, fields: [], ...more };
}

const at = (line: number) => ({ source: { file: 'clnform.yaml', line, column: 3 } });
const EXPIRED = {
  address: 'store.*',
  what: ['changed'],
  owner: 'storage team',
  reason: 'until the move',
  expires: '2024-04-30',
  source: { file: 'drift-baseline.yaml', line: 9, column: 5 },
} as const;

/** Each answer in each of its forms, on one account. */
const ALL: DriftReport = {
  formatVersion: 1,
  account: 'acme',
  findings: [
    finding('drifted', 'changed', 'seat', 'S1', {
      id: 'S1',
      fields: [
        {
          field: 'vault',
          applied: KEY,
          live: OTHER,
          desired: KEY,
          appliedRef: makeAddress('vault', 'web'),
          desiredRef: makeAddress('vault', 'web'),
        },
      ],
      ...at(7),
    }),
    finding('drifted', 'changed', 'store', 'S1', {
      id: '17',
      fields: [{ field: 'size_gb', applied: 20, live: 50, desired: 30 }],
      ...at(20),
    }),
    finding('drifted', 'gone', 'permit', '203.0.113.9/basic', { id: '203.0.113.9/7', ...at(14) }),
    finding('drifted', 'appeared', 'vault', STRANGER, {
      id: STRANGER,
      fields: [
        { field: 'product', live: 'big' },
        { field: 'limit', live: 0 },
      ],
    }),
    finding('drifted', 'changed', 'vault', 'web', {
      id: KEY,
      fields: [{ field: 'limit', applied: 5, live: 50, desired: 5 }],
      known: { owner: 'ops@example.com', reason: 'more seats until the move is done', expires: '2024-12-31' },
      ...at(4),
    }),
    finding('pending', 'new', 'permit', '203.0.113.10/basic', {
      fields: [
        { field: 'ip', desired: '203.0.113.10' },
        { field: 'product', desired: 'basic' },
      ],
      ...at(15),
    }),
    finding('pending', 'left', 'permit', '203.0.113.8/basic', { id: '203.0.113.8/7', reason: 'left the manifest' }),
    finding('pending', 'left', 'vault', 'old', { reason: 'left the manifest, and is gone from the account' }),
    finding('pending', 'changed', 'store', 'S1', {
      id: '17',
      fields: [{ field: 'size_gb', applied: 20, live: 50, desired: 30 }],
      ...at(20),
    }),
    finding('pending', 'changed', 'vault', 'mail', { id: OTHER, reason: 'moved from vault.post', ...at(9) }),
    finding('unverified', 'changed', 'vault', 'web', {
      id: KEY,
      fields: [{ field: 'cidrs', applied: ['203.0.113.0/24'], desired: ['203.0.113.0/24'] }],
      ...at(4),
    }),
    finding('unverified', 'unsettled', 'vault', 'eu', { reason: 'an earlier run got no clear answer', ...at(11) }),
  ],
  inSync: 3,
  unmanaged: [{ type: 'vault', count: 2, whole: false }],
  expired: [EXPIRED],
};

const CLEAN: DriftReport = { formatVersion: 1, account: 'acme', findings: [], inSync: 7, unmanaged: [] };

const NOTE = '\u001b[31mred\u001b[0m \u202eevil <img src=x> [x](http://evil) @all ##[error]x\n::error::no';

/** Reports by name: what every format of them is compared with. */
export const DRIFT_REPORTS: Readonly<Record<string, DriftReport>> = {
  all: ALL,
  clean: CLEAN,
  unverified: {
    ...CLEAN,
    findings: ALL.findings.filter(({ answer, what }) => answer === 'unverified' && what === 'changed'),
  },
  unsettled: { ...CLEAN, findings: ALL.findings.filter(({ what }) => what === 'unsettled') },
  known: { ...CLEAN, findings: ALL.findings.filter(({ known }) => known !== undefined) },
  hostile: {
    ...CLEAN,
    findings: [
      finding('drifted', 'changed', 'vault', 'web', {
        id: KEY,
        fields: [{ field: 'note', applied: 'web', live: `${NOTE} ${KEY} ${'x'.repeat(10_000)}`, desired: 'web' }],
        known: { owner: NOTE, reason: NOTE, expires: '2024-12-31' },
      }),
      finding('pending', 'left', 'permit', NOTE, { id: NOTE, reason: NOTE }),
    ],
  },
};

export const DRIFT_KEYS = [KEY, OTHER, STRANGER];
