import { describe, expect, it } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import { emptyState } from '../../src/model/state.ts';
import type { State } from '../../src/model/state.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { planText } from '../../src/views/planText.ts';
import { stateListJson, stateShowJson } from '../../src/views/stateJson.ts';
import { stateListText, stateShowText } from '../../src/views/stateText.ts';
import { statusJson } from '../../src/views/statusJson.ts';
import { statusText } from '../../src/views/statusText.ts';
import { table } from '../../src/views/table.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { fixturePlan, HOSTILE, INTENT, LONG_KEY, OLD_KEY } from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const VIEW = createView(FIXTURE_KINDS);
const OPEN = createView(FIXTURE_KINDS, { showKeys: true });
const web = makeAddress('vault', 'web');
const seat = makeAddress('seat', 'SRV1');

const STATE: State = {
  ...emptyState('acme', 'lineage-1'),
  serial: 5,
  seq: 7,
  bindings: {
    [web]: {
      type: 'vault',
      id: LONG_KEY,
      applied: { limit: 5, note: `see ${OLD_KEY}`, pin: 'pin-12345' },
      protect: true,
    },
    [makeAddress('vault', OLD_KEY)]: { type: 'vault', id: OLD_KEY, applied: {}, replacedBy: web },
    [seat]: { type: 'seat', id: 'SRV1', applied: { vault: LONG_KEY } },
    [makeAddress('permit', HOSTILE)]: { type: 'permit', id: HOSTILE, applied: { [HOSTILE]: HOSTILE } },
  },
  intents: [INTENT],
  unremovable: [{ type: 'vault', id: 'VAULTKEYDEFAULTDEFLT', reason: 'Default key' }],
};
const shown = (view: typeof VIEW) =>
  Object.keys(STATE.bindings)
    .map((address) => address as typeof web)
    .flatMap((a) => [...(stateShowText(STATE, a, view) ?? [])]);

describe('the state', () => {
  it('as a list', () => {
    expectGolden('state/list.txt', fileOf(stateListText(STATE, VIEW)));
    expectGolden('state/list.json', `${jsonText(stateListJson(STATE, VIEW))}\n`);
    expect([...stateListText(emptyState('acme', 'l'), VIEW)]).toEqual(['Nothing is bound.']);
    expect([...stateListText(emptyState('acme', 'l'), VIEW, '/home/clnform.state.json')]).toEqual([
      'Nothing is bound. There is no state at /home/clnform.state.json.',
    ]);
    expect([...stateListText({ ...emptyState('acme', 'l'), serial: 1 }, VIEW, '/home/s.json')]).toEqual([
      'Nothing is bound.',
    ]);
  });

  it('binding by binding', () => {
    expectGolden('state/show.txt', fileOf(shown(VIEW)));
    expectGolden('state/show-keys.txt', fileOf(shown(OPEN)));
    expectGolden('state/show.json', `${jsonText(stateShowJson(STATE, web, VIEW) ?? null)}\n`);
  });

  it.each(['vault.none', 'toString.x', '__proto__'])('has nothing at %s', (address) => {
    expect(stateShowText(STATE, address as typeof web, VIEW)).toBeUndefined();
    expect(stateShowJson(STATE, address as typeof web, VIEW)).toBeUndefined();
  });

  it.each([
    { of: 'what a call made', intent: { phase: 'made' as const, id: 'VAULTKEYOFINTENT0001' } },
    {
      of: 'what a call was to change',
      intent: { delta: { field: 'limit', id: 'VAULTKEYOFINTENT0001', from: 1, to: 2 } },
    },
    { of: 'what was there before a call', intent: { idsBefore: ['VAULTKEYOFINTENT0001'] } },
    {
      of: 'a key that a call was to put in a field',
      intent: { type: 'seat', spec: { vault: 'VAULTKEYOFINTENT0001' } },
    },
    { of: 'an object of a kind that is not known', intent: { type: 'box', idsBefore: ['VAULTKEYOFINTENT0001'] } },
  ])('hides the key of $of wherever it is said', ({ intent }) => {
    const note = 'see VAULTKEYOFINTENT0001';
    const state: State = {
      ...STATE,
      bindings: { [web]: { type: 'vault', id: LONG_KEY, applied: { note } } },
      intents: [{ ...INTENT, ...intent }],
    };
    const said = (view: typeof VIEW): string =>
      [
        ...stateListText(state, view),
        ...(stateShowText(state, web, view) ?? []),
        jsonText(stateShowJson(state, web, view) ?? null),
        ...planText(fixturePlan({ openIntents: state.intents, hazards: [{ name: 'over-guard', detail: note }] }), view),
      ].join('\n');
    expect(said(VIEW)).not.toContain('VAULTKEYOFINTENT0001');
    expect(said(VIEW)).toContain('see ****0001');
    expect(said(OPEN)).toContain('see VAULTKEYOFINTENT0001');
  });

  it('shows no key unless it is told to', () => {
    const text = [...stateListText(STATE, VIEW), ...shown(VIEW), jsonText(stateListJson(STATE, VIEW))].join('\n');
    for (const secret of [LONG_KEY, OLD_KEY, 'pin-12345', 'VAULTKEYDEFAULTDEFLT']) expect(text).not.toContain(secret);
    expect(jsonText(stateListJson(STATE, OPEN))).toContain(OLD_KEY);
  });
});

const GOOD = {
  db_clweb_connected: true,
  db_clweb_online: true,
  db_rhn_connected: true,
  db_rhn_online: true,
  rhn_overloaded: false,
  rhn_queue_full: false,
  xmlrpc: true,
  ip_server_reg: true,
};

describe('status', () => {
  it.each([
    { name: 'healthy', flags: GOOD, healthy: true },
    { name: 'trouble', flags: { ...GOOD, rhn_overloaded: true, xmlrpc: false }, healthy: false },
    { name: 'undocumented', flags: { ...GOOD, [`new${HOSTILE}`]: false }, healthy: true },
    { name: 'partial', flags: { xmlrpc: true }, healthy: true },
    { name: 'nothing-known', flags: { what: true }, healthy: false },
    { name: 'empty', flags: {}, healthy: false },
  ])('$name', ({ name, flags, healthy }) => {
    expectGolden(`status/${name}.txt`, fileOf(statusText(flags, VIEW)));
    expect(statusJson(flags)).toMatchObject({ healthy, flags });
  });

  it('names the flags that are in trouble', () => {
    expect(statusJson({ ...GOOD, rhn_queue_full: true, db_rhn_online: false }).trouble).toEqual([
      'db_rhn_online',
      'rhn_queue_full',
    ]);
  });
});

describe('table', () => {
  it('aligns what is there, and leaves no blanks at the ends', () => {
    expect([...table([['a', 'bb', 'c'], ['äöü', ''], []], '  ')]).toEqual(['  a    bb  c', '  äöü', '']);
  });
});
