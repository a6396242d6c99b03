import { expect, it } from 'vitest';
import type { DoctorReport } from '../../src/model/doctorReport.ts';
import { doctorJson } from '../../src/views/doctorJson.ts';
import { doctorText } from '../../src/views/doctorText.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { createView } from '../../src/views/view.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const KEY = 'IM30ABCDEFGHIJKLMNOP';
const HOSTILE = `\u001b[2J\u202e::error::x ##[group] ${KEY}`;
const REPORT: DoctorReport = {
  version: '1.2.3',
  groups: [
    { title: 'Nothing in it', checks: [] },
    {
      title: 'Service',
      checks: [
        { id: 'a', title: 'short', status: 'ok', detail: 'fine' },
        { id: 'b', title: 'a longer title', status: 'warn', detail: HOSTILE, help: 'two\nlines' },
        { id: 'c', title: HOSTILE, status: 'fail', detail: 'bad', help: HOSTILE, data: { [KEY]: [HOSTILE, 1, null] } },
        { id: 'd', title: 'unsure', status: 'unknown', detail: 'not seen', data: { n: 1 } },
      ],
    },
  ],
};

it('doctor as text and JSON, with what is hostile in it made harmless', () => {
  const view = createView(new Map(), { secrets: [KEY] });
  const text = fileOf(doctorText(REPORT, view));
  const json = `${jsonText(doctorJson(REPORT, view))}\n`;
  for (const told of [text, json]) {
    expect(told).not.toContain(KEY);
    expect(told).not.toMatch(/[\u001b\u202e]/u);
  }
  expectGolden('doctor/report.txt', text);
  expectGolden('doctor/report.json', json);
});
