import { describe, expect, it } from 'vitest';
import { renderDrift } from '../../src/cli/renderDrift.ts';
import { DRIFT_FORMATS } from '../../src/cli/commands/driftFormats.ts';
import { makeAddress } from '../../src/model/address.ts';
import type { DriftReport } from '../../src/model/drift.ts';
import { driftJson } from '../../src/views/driftJson.ts';
import { driftText } from '../../src/views/driftText.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { createView } from '../../src/views/view.ts';
import { DRIFT_KEYS, DRIFT_REPORTS } from '../support/fixtureDriftReports.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const VIEW = createView(FIXTURE_KINDS);
const OPEN = createView(FIXTURE_KINDS, { showKeys: true });
const REPORTS = Object.entries(DRIFT_REPORTS);

describe('driftText', () => {
  it.each(REPORTS)('%s', (name, report) => {
    expectGolden(`driftText/${name}.txt`, fileOf(driftText(report, VIEW)));
  });

  it('counts what cannot be verified in many that are alike', () => {
    const [one] = DRIFT_REPORTS.unverified?.findings ?? [];
    if (one === undefined) throw new Error('no such finding');
    const findings = Array.from({ length: 300 }, (_, n) => ({ ...one, address: makeAddress('vault', `v${n}`) }));
    const lines = [...driftText({ ...fixture('clean'), findings }, VIEW)];
    expect(lines).toContain('  Vault key: cidrs (300 resources)');
    expect(lines.at(-1)).toContain('300 not verified');
    expect(lines.length).toBeLessThan(10);
  });

  it('names every resource that a rebuilt state could not bind', () => {
    const [one] = DRIFT_REPORTS.unsettled?.findings ?? [];
    if (one === undefined) throw new Error('no such finding');
    const findings = Array.from({ length: 30 }, (_, n) => ({
      ...one,
      address: makeAddress('vault', `v${n}`),
      rebuilt: true as const,
    }));
    const lines = [...driftText({ ...fixture('clean'), findings }, VIEW)];
    expect(lines[0]).toBe('! NOT KNOWN since the state was rebuilt: which object 30 resources are bound to.');
    expect(lines).toContain('    vault.v29 (Vault key):  clnform import vault.v29 ID');
    expect(lines).toContain('  `clnform state rebuild` names what each may be.');
  });

  it('shows keys where that is asked for', () => {
    expect(fileOf(driftText(fixture('all'), OPEN))).toContain(DRIFT_KEYS[0]);
  });

  it('never says in sync, and always what could not be verified', () => {
    for (const [, report] of REPORTS) {
      const text = fileOf(driftText(report, VIEW));
      expect(text).not.toMatch(/in sync|up.to.date/i);
      const unverified = report.findings.some(({ answer, what }) => answer === 'unverified' && what === 'changed');
      expect(text.trimEnd().split('\n').at(-1)).toContain(unverified ? '1 not verified' : '0 not verified');
    }
  });
});

describe('driftJson', () => {
  it.each(REPORTS)('%s', (name, report) => {
    expectGolden(`driftJson/${name}.json`, `${jsonText(driftJson(report, VIEW))}\n`);
  });
});

describe('every format', () => {
  const cases = DRIFT_FORMATS.flatMap((format) => REPORTS.map(([name, report]) => ({ format, name, report })));

  it.each(cases)('$format of $name masks every key and holds nothing that a terminal obeys', ({ format, report }) => {
    const text = fileOf(renderDrift(format, report, VIEW, []));
    for (const key of DRIFT_KEYS) expect(text).not.toContain(key);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    // Annotations are commands of clnform's own, and each line is one.
    const commands = text.match(/^ *::.*$/gmu) ?? [];
    expect(commands).toHaveLength(format === 'github' ? text.trimEnd().split('\n').length : 0);
    for (const command of commands)
      expect(command).toMatch(/^::(?:error|warning|notice) (?:file=[^:]+,)?title=[^:]+::/u);
  });
});

function fixture(name: string): DriftReport {
  const report = DRIFT_REPORTS[name];
  if (report === undefined) throw new Error(`no report ${name}`);
  return report;
}
