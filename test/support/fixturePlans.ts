import { makeAddress } from '../../src/model/address.ts';
import type { Change } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Intent } from '../../src/model/state.ts';
import type { Step } from '../../src/model/step.ts';

/** Text that tries to be more than text: escapes, bidirectional marks, new lines, commands of build servers. */
export const HOSTILE = 'a\u001b[31mred\u202egnp\r\n::error::owned ##[error]x ##vso[task.x]y "q" \\ \u009b2J \u{e0041}';

export const LONG_KEY = 'VAULTKEY0123456789ABCD';
export const LEFT_KEY = 'VAULTKEYLEFTLEFTLEFT';
export const OLD_KEY = 'VAULTKEYOLDOLDOLDWXYZ';

export function fixturePlan(over: Partial<Plan> = {}): Plan {
  return {
    formatVersion: 1,
    account: 'acme',
    lineage: 'lineage-1',
    serial: 12,
    changes: [],
    hazards: [],
    markers: true,
    steps: [],
    rebindings: [],
    gone: [],
    unverified: [],
    unmanaged: [],
    openIntents: [],
    unremovable: [],
    leftOut: [],
    unchanged: 0,
    ...over,
  };
}

export function fixtureChange(
  type: string,
  name: string,
  action: Change['action'],
  over: Omit<Partial<Change>, 'type' | 'name' | 'action'> = {},
): Change {
  return { address: makeAddress(type, name), type, name, action, fields: [], hazards: [], bind: true, ...over };
}

const at = (line: number) => ({ file: 'clnform.yaml', line, column: 3 });
const vaultLive = (id: string) => ({
  type: 'vault',
  id,
  spec: { product: 'V1', limit: 5, pin: 'pin-12345' },
  occupants: 3,
});

const CREATE = fixtureChange('vault', 'web', 'create', {
  source: at(4),
  target: { product: 'V1', limit: 5, note: 'EU web', cidrs: ['203.0.113.0/24'], pin: 'secret-pin-1' },
  fields: [
    { field: 'product', after: 'V1' },
    { field: 'limit', after: 5 },
    { field: 'note', after: 'EU web' },
    { field: 'cidrs', after: ['203.0.113.0/24'] },
    { field: 'pin', after: 'secret-pin-1', sensitive: true },
  ],
});

const UPDATE = fixtureChange('vault', 'mail', 'update', {
  source: at(9),
  movedFrom: makeAddress('vault', 'post'),
  protect: true,
  live: vaultLive(LONG_KEY),
  target: { product: 'V1', limit: 10, note: 'new', pin: 'pin-67890' },
  fields: [
    { field: 'limit', before: 5, after: 10 },
    { field: 'note', before: 'what it said before', after: 'new', unverified: true },
    { field: 'pin', before: 'pin-12345', after: 'pin-67890', sensitive: true },
    { field: 'cidrs', before: ['203.0.113.0/24'], unverified: true },
  ],
  hazards: [{ name: 'removes-servers', detail: `3 servers sit on ${LONG_KEY}, and the limit would be 2.` }],
});

const REPLACE_NEW_FIRST = fixtureChange('vault', 'shared', 'replace', {
  source: at(14),
  replacement: 'create-first',
  live: vaultLive(OLD_KEY),
  target: { product: 'V2', limit: 5, pin: 'pin-12345' },
  fields: [{ field: 'product', before: 'V1', after: 'V2', forcesReplacement: true }],
  hazards: [{ name: 'replaces-key', detail: 'The key changes on 3 servers.' }],
});

const REPLACE_OLD_FIRST = fixtureChange('store', 'SRV1', 'replace', {
  source: at(20),
  replacement: 'delete-first',
  live: { type: 'store', id: 'SRV1', name: 'SRV1', spec: { size_gb: 100, datacenter: 'EU1' } },
  target: { size_gb: 100, datacenter: 'EU2' },
  fields: [{ field: 'datacenter', before: 'EU1', after: 'EU2', forcesReplacement: true }],
  hazards: [{ name: 'data-loss', detail: '100 GB of backups are lost.' }],
});

const REMOVE = fixtureChange('vault', OLD_KEY, 'remove', {
  reason: 'not declared, and vaults is exclusive',
  live: vaultLive(OLD_KEY),
  bind: false,
});

const ADOPT = fixtureChange('vault', 'fleet', 'adopt', { source: at(26), live: vaultLive('VAULTKEYADOPTEDADOPT') });

const FORGET = fixtureChange('permit', '203.0.113.9/basic', 'forget', {
  reason: 'left the manifest and is gone from the account',
  bind: false,
});

const MOVE = fixtureChange('seat', 'SRV7', 'update', {
  source: at(15),
  live: { type: 'seat', id: 'SRV7', name: 'SRV7', spec: { vault: OLD_KEY } },
  target: { vault: { ref: makeAddress('vault', 'shared') } },
  fields: [
    {
      field: 'vault',
      before: OLD_KEY,
      after: { ref: makeAddress('vault', 'shared') },
      beforeRef: makeAddress('vault', 'old'),
      afterRef: makeAddress('vault', 'shared'),
    },
  ],
});

export const INTENT: Intent = {
  seq: 7,
  address: makeAddress('vault', 'lost'),
  type: 'vault',
  spec: { limit: 5 },
  marker: '[clnform:lost#k3f9]',
  idsBefore: [LONG_KEY],
  since: 0,
  phase: 'sent',
};

/** Every action and every remark at once. */
export const EVERYTHING = fixturePlan({
  changes: [FORGET, MOVE, REPLACE_OLD_FIRST, REMOVE, ADOPT, UPDATE, REPLACE_NEW_FIRST, CREATE],
  steps: [
    step('put', CREATE),
    step('put', UPDATE),
    step('put', REPLACE_NEW_FIRST),
    { ...step('put', MOVE), after: ['put vault.shared'] },
    { ...step('remove', REPLACE_NEW_FIRST), after: ['put seat.SRV7'] },
    step('remove', REMOVE),
    step('bind', ADOPT),
    step('forget', FORGET),
  ],
  hazards: [{ name: 'over-guard', detail: '8 changes are more than the guard of 5.' }],
  rebindings: [
    {
      address: makeAddress('permit', '203.0.113.1/basic'),
      type: 'permit',
      live: { type: 'permit', id: '203.0.113.1/1', spec: {} },
      applied: {},
    },
  ],
  unverified: [
    { address: makeAddress('vault', 'mail'), fields: ['cidrs', 'note'] },
    ...[1, 2, 3, 4].map((n) => ({ address: makeAddress('permit', `203.0.113.${n}/basic`), fields: ['extra'] })),
  ],
  unmanaged: [
    { type: 'permit', count: 12, whole: true },
    { type: 'vault', count: 3, whole: false },
  ],
  openIntents: [INTENT],
  unremovable: [{ type: 'vault', id: 'VAULTKEYDEFAULTDEFLT', reason: 'Default key cannot be removed' }],
  unchanged: 40,
  cost: { currency: 'USD', before: 100, after: 125.5, byType: { permit: -4.5, vault: 30 }, unknown: ['V2'] },
});

/** A part of what would be done (`--target`, `--exclude`), with what each change costs. */
export const PART = fixturePlan({
  changes: [
    { ...CREATE, cost: { before: 0, after: 12.5 } },
    { ...UPDATE, cost: { before: 20, after: null } },
    { ...FORGET, cost: { before: null, after: 0 } },
    { ...ADOPT, cost: { before: 7, after: 7 } },
  ],
  leftOut: [
    ...Array.from({ length: 12 }, (_, n) => ({
      address: makeAddress('permit', `203.0.113.${100 + n}/basic`),
      action: 'create' as const,
      because: 'not targeted',
    })),
    { address: makeAddress('seat', 'SRV7'), action: 'update', because: 'needs vault.shared, which is excluded' },
    { address: makeAddress('vault', LEFT_KEY), action: 'remove', id: LEFT_KEY, because: 'excluded' },
    { address: makeAddress('vault', 'x'), because: `not targeted; it could not be planned: ${LEFT_KEY} ${HOSTILE}` },
  ],
  cost: { currency: 'USD', before: 27, after: 19.5, byType: { vault: -7.5 }, unknown: ['V2'] },
});

/** Nothing of what was asked for differs, and something else does. */
export const EMPTY_PART = fixturePlan({
  unchanged: 40,
  leftOut: [{ address: makeAddress('vault', 'web'), action: 'update', because: 'not targeted' }],
});

function step(op: Step['op'], { address, type }: Change): Step {
  return { id: `${op} ${address}`, op, type, addresses: [address], after: [] };
}

/** As an account full of IP licences gives them. */
export const MANY_ALIKE = fixturePlan({
  changes: [
    ...[10, 11, 12, 13].map((n) => permitChange(`203.0.113.${n}`, 'basic')),
    fixtureChange('permit', '203.0.113.14/basic', 'create', {
      target: { ip: '203.0.113.14', product: 'basic', extra: true },
      fields: [
        { field: 'ip', after: '203.0.113.14' },
        { field: 'product', after: 'basic' },
        { field: 'extra', after: true },
      ],
    }),
    permitChange('203.0.113.15', 'basic'),
    ...[16, 17].map((n) =>
      fixtureChange('permit', `203.0.113.${n}/basic`, 'remove', {
        reason: 'left the manifest',
        live: { type: 'permit', id: `203.0.113.${n}/1`, spec: { ip: `203.0.113.${n}`, product: 'basic' } },
        bind: false,
      }),
    ),
  ],
  unchanged: 300,
});

function permitChange(ip: string, product: string): Change {
  return fixtureChange('permit', `${ip}/${product}`, 'create', {
    source: { file: 'permits/eu.yaml', line: 3, column: 5 },
    target: { ip, product },
    fields: [
      { field: 'ip', after: ip },
      { field: 'product', after: product },
    ],
  });
}

/** Foreign text in every place that can hold some. */
export const HOSTILE_PLAN = fixturePlan({
  account: `acme${HOSTILE}`,
  changes: [
    fixtureChange('vault', `n${HOSTILE}`, 'update', {
      reason: HOSTILE,
      source: { file: `dir/${HOSTILE}.yaml`, line: 1, column: 1 },
      live: { type: 'vault', id: `${HOSTILE}ID`, spec: { note: HOSTILE } },
      target: { note: HOSTILE.repeat(20) },
      fields: [
        { field: `note${HOSTILE}`, before: HOSTILE, after: HOSTILE.repeat(20) },
        { field: 'cidrs', before: [HOSTILE, { [HOSTILE]: null }], after: [] },
      ],
      hazards: [{ name: 'unlimited', detail: HOSTILE }],
    }),
    fixtureChange(`kind${HOSTILE}`, 'x', 'remove', {
      live: { type: 'gone', id: 'IDOFNOKNOWNKIND', spec: { secret: 'mystery-value' } },
    }),
  ],
  hazards: [{ name: 'over-guard', detail: HOSTILE }],
  unverified: [{ address: makeAddress(`t${HOSTILE}`, 'x'), fields: [HOSTILE] }],
  unmanaged: [{ type: HOSTILE, count: 1, whole: true }],
  openIntents: [{ ...INTENT, address: makeAddress('vault', HOSTILE), marker: HOSTILE }],
  unremovable: [{ type: 'permit', id: HOSTILE, reason: HOSTILE }],
  cost: { currency: HOSTILE, before: 0, after: 0, byType: { [HOSTILE]: 1 }, unknown: [HOSTILE] },
});

/** Long lists, order, multiplicity, and values of every sort. */
export const VALUES = fixturePlan({
  changes: [
    fixtureChange('vault', 'lists', 'update', {
      live: vaultLive(LONG_KEY),
      fields: [
        { field: 'cidrs', before: range(1, 8), after: range(3, 10) },
        { field: 'ordered', before: range(1, 6), after: range(1, 6).reverse() },
        { field: 'twice', before: ['x', 'x', ...range(1, 4)], after: ['x', ...range(1, 4)] },
        { field: 'short', before: ['a'], after: ['a', 'b'] },
        { field: 'nested', before: { deep: [1, true, null] }, after: { deep: [{ ref: makeAddress('vault', 'web') }] } },
        { field: 'set', after: 0 },
        { field: 'unset', before: '' },
      ],
    }),
    fixtureChange('vault', 'new', 'create', { fields: [{ field: 'cidrs', after: range(1, 6) }] }),
  ],
});

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `203.0.113.${(from + i) * 16}/28`);
}

/** Nothing to do: what is then said of what was and was not seen. */
export const EMPTY_PLANS: Readonly<Record<string, Plan>> = {
  nothing: fixturePlan(),
  verified: fixturePlan({ unchanged: 120 }),
  one: fixturePlan({ unchanged: 1 }),
  unverified: fixturePlan({
    unchanged: 120,
    unverified: [{ address: makeAddress('vault', 'web'), fields: ['cidrs', 'note'] }],
  }),
  'open-intent': fixturePlan({ unchanged: 3, openIntents: [INTENT] }),
  unmanaged: fixturePlan({ unchanged: 3, unmanaged: [{ type: 'vault', count: 2, whole: false }] }),
};
