import { describe, expect, it } from 'vitest';
import { makeAddress } from '../../src/model/address.ts';
import type { Live } from '../../src/model/live.ts';
import { plain } from '../../src/model/text.ts';
import { rebuildList, rebuildText, type RebuildReport } from '../../src/views/rebuildText.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const live = (type: string, id: string): Live => ({ type, id, name: id, spec: {} });
const [KEY, OTHER] = [live('vault', 'VK00000000000AAAA'), live('vault', 'VK00000000000BBBB')];
const web = makeAddress('vault', 'web');
const REPORT: RebuildReport = {
  bound: [{ proof: 'identity' }, { proof: 'marker' }, { proof: 'identity' }],
  unproved: [
    { address: web, candidates: [KEY], because: 'only' },
    { address: makeAddress('vault', 'alike'), candidates: [KEY, OTHER] },
    { address: makeAddress('vault', 'gone'), candidates: [] },
    { address: makeAddress('permit', 'a'), candidates: [live('permit', '203.0.113.1/basic')], because: 'name' },
  ],
  missing: [makeAddress('vault', 'new')],
  strays: [{ ...live('vault', 'VK00000000000CCCC'), marker: '[clnform:old#k3f9]' }],
};
const NAMED: RebuildReport = { ...REPORT, unproved: REPORT.unproved.filter(({ because }) => because !== undefined) };

describe('a rebuild', () => {
  const masked = createView(FIXTURE_KINDS);
  const shown = createView(FIXTURE_KINDS, { showKeys: true });
  it.each([
    { name: 'masked', report: REPORT, view: masked },
    { name: 'listed', report: { ...REPORT, list: 'rebind.txt' }, view: masked },
    { name: 'listed-sure', report: { ...NAMED, list: 'rebind.txt', manifest: 'live' }, view: masked },
    { name: 'masked-manifest', report: { ...NAMED, manifest: 'live' }, view: masked },
    { name: 'shown', report: REPORT, view: shown },
    { name: 'all', report: { ...REPORT, unproved: [] }, view: masked },
  ])('as text: $name', ({ name, report, view }) => {
    const text = fileOf(rebuildText(report, view));
    expectGolden(`rebuild/${name}.txt`, text);
    // What can be typed holds no masked id, whatever else is masked.
    const commands = text.split('\n').filter((line) => /^ {2}clnform /u.test(line));
    expect(commands.filter((line) => line.includes('****'))).toEqual([]);
    expect(text.includes(KEY.id)).toBe(view.showKeys && report.unproved.length > 0);
  });

  it('as a list: ids whole, and what only a person can choose as a comment', () => {
    expectGolden('rebuild/list.txt', fileOf(rebuildList(REPORT.unproved, plain)));
  });
});
