import { describe, expect, it } from 'vitest';
import { isEmptyPlan } from '../../src/model/plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import { plain } from '../../src/model/text.ts';
import { ACTIONS } from '../../src/views/actionWords.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { planJson } from '../../src/views/planJson.ts';
import { planText } from '../../src/views/planText.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import {
  EMPTY_PART,
  EMPTY_PLANS,
  EVERYTHING,
  fixtureChange,
  fixturePlan,
  HOSTILE_PLAN,
  INTENT,
  LEFT_KEY,
  LONG_KEY,
  MANY_ALIKE,
  OLD_KEY,
  PART,
  VALUES,
} from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const VIEW = createView(FIXTURE_KINDS);
const OPEN = createView(FIXTURE_KINDS, { showKeys: true });
const MARK = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const PAINTED = createView(FIXTURE_KINDS, {
  paint: {
    bold: MARK('b'),
    dim: MARK('dim'),
    red: MARK('red'),
    green: MARK('green'),
    yellow: MARK('yellow'),
    cyan: MARK('cyan'),
  },
});

const CASES: readonly (readonly [string, Plan])[] = [
  ['everything', EVERYTHING],
  ['many-alike', MANY_ALIKE],
  ['hostile', HOSTILE_PLAN],
  ['values', VALUES],
  ['part', PART],
  ['empty-part', EMPTY_PART],
  ...Object.entries(EMPTY_PLANS).map(([name, plan]) => [`empty-${name}`, plan] as const),
];

describe('planText', () => {
  it.each(CASES)('%s', (name, plan) => {
    expectGolden(`planText/${name}.txt`, fileOf(planText(plan, VIEW)));
  });

  it('everything, with keys shown and colours', () => {
    expectGolden('planText/everything-keys.txt', fileOf(planText(EVERYTHING, OPEN)));
    expectGolden('planText/everything-painted.txt', fileOf(planText(EVERYTHING, PAINTED)));
  });

  it('gives one line to each of many alike', () => {
    const ips = Array.from({ length: 300 }, (_, n) => `198.51.100.${n}`);
    const plan = fixturePlan({
      changes: ips.map((ip) =>
        fixtureChange('permit', `${ip}/basic`, 'create', { fields: [{ field: 'ip', after: ip }] }),
      ),
    });
    expect([...planText(plan, VIEW)].length).toBeLessThan(310);
  });

  it('does not call equal what it left out', () => {
    const text = fileOf(planText(EMPTY_PART, VIEW));
    expect(text).not.toMatch(/No changes|in sync|match/u);
    expect(text).toContain('1 change was left out');
    expect(isEmptyPlan(EMPTY_PART)).toBe(true);
  });

  it('says no word of being equal that it cannot answer for', () => {
    for (const plan of Object.values(EMPTY_PLANS)) {
      const text = fileOf(planText(plan, VIEW));
      expect(text).not.toMatch(/in sync|up.to.date/i);
      if (plan.unverified.length > 0)
        expect(text.trimEnd().split('\n').at(-1)).toMatch(/2 fields of 1 resource could not be verified/);
      if (plan.openIntents.length > 0) expect(text.trimEnd().split('\n').at(-1)).toMatch(/unknown outcome/);
    }
  });

  it.each([
    { of: 'a create', open: INTENT, says: 'But 1 create has an unknown outcome: see above.' },
    {
      of: 'a resize',
      open: { ...INTENT, delta: { field: 'size_gb', id: 'SRV1', from: 100, to: 120 } },
      says: 'But 1 call has an unknown outcome: see above.',
    },
    {
      of: 'a rebuilt state',
      open: { ...INTENT, phase: 'lost' as const },
      says: 'But 1 resource is bound to nothing known: see above.',
    },
  ])('sums up what stands open of $of', ({ open, says }) => {
    expect([...planText(fixturePlan({ openIntents: [open] }), VIEW)].at(-1)).toContain(says);
  });
});

describe('planJson', () => {
  it.each(CASES)('%s', (name, plan) => {
    expectGolden(`planJson/${name}.json`, `${jsonText(planJson(plan, VIEW))}\n`);
  });

  it('carries diagnostics', () => {
    const diagnostic = { severity: 'warning' as const, code: 'c', summary: 's', help: 'h' };
    expect(planJson(fixturePlan(), VIEW, [diagnostic]).diagnostics).toEqual([diagnostic]);
  });

  it('counts every change once', () => {
    for (const [, plan] of CASES) {
      const { summary, resource_changes: listed } = planJson(plan, VIEW) as {
        summary: Record<string, number>;
        resource_changes: unknown[];
      };
      const counted = ACTIONS.reduce((sum, action) => sum + (summary[action] ?? 0), 0);
      expect(counted).toBe(plan.changes.length);
      expect(listed.length === 0).toBe(isEmptyPlan(plan));
    }
  });
});

describe('both', () => {
  const outputs = (view: typeof VIEW) =>
    CASES.flatMap(([, plan]) => [fileOf(planText(plan, view)), jsonText(planJson(plan, view))]);

  it.each([
    { reason: 'a key in use', secret: LONG_KEY },
    { reason: 'a key that is removed, whose address is its id', secret: OLD_KEY },
    { reason: 'a key that is left out', secret: LEFT_KEY },
    { reason: 'a key to adopt', secret: 'VAULTKEYADOPTEDADOPT' },
    { reason: 'a default key', secret: 'VAULTKEYDEFAULTDEFLT' },
    { reason: 'a sensitive field', secret: 'secret-pin-1' },
    { reason: 'a sensitive field before', secret: 'pin-12345' },
    { reason: 'an id of a kind that is not known', secret: 'IDOFNOKNOWNKIND' },
    { reason: 'a field of a kind that is not known', secret: 'mystery-value' },
  ])('mask $reason', ({ secret }) => {
    for (const output of outputs(VIEW)) expect(output).not.toContain(secret);
    expect(outputs(OPEN).some((output) => output.includes(secret))).toBe(true);
  });

  it('hold nothing that a terminal or a build server obeys', () => {
    for (const output of outputs(VIEW)) {
      expect(plain(output.replaceAll('\n', ''))).toBe(output.replaceAll('\n', ''));
    }
    const text = fileOf(planText(HOSTILE_PLAN, VIEW));
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##\w*\[/);
  });
});
