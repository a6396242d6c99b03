import { expect, test } from 'vitest';
import { decodeSavedPlan, digest, encodeSavedPlan, looksLikeSavedPlan } from '../../src/state/savedPlanText.ts';
import { EVERYTHING, PART, VALUES } from '../support/fixturePlans.ts';

const ABOUT = { id: '0123456789abcdef', made: 1, madeBy: '0.0.0', singleWriter: true, warnings: [] };
const saved = { ...ABOUT, bindings: { 'vault.web': null, 'vault.mail': 'sha256:00' }, plan: EVERYTHING } as never;

/** With a digest that fits: the decoder has to see it by itself. */
function forged(edit: (body: Record<string, unknown>) => void): string {
  const { body } = JSON.parse(encodeSavedPlan(saved)) as { body: Record<string, unknown> };
  edit(body);
  const text = JSON.stringify(body);
  return `{"format":"clnform-plan","version":1,"digest":"${digest(text)}","body":${text}}`;
}

test.each([
  ['everything', EVERYTHING],
  ['a part', PART],
  ['all values', VALUES],
])('%s comes back as it was', (_name, plan) => {
  const written = { ...ABOUT, bindings: {}, plan };
  const text = encodeSavedPlan(written);
  expect(looksLikeSavedPlan(text.slice(0, 256))).toBe(true);
  const decoded = decodeSavedPlan(text);
  // What is undefined is left out of a file.
  expect(decoded).toEqual({ status: 'ok', saved: JSON.parse(JSON.stringify(written)) as unknown });
});

test.each([
  ['no JSON', '{"format": "clnform-plan", '],
  ['another format', '{"format":"terraform","version":1,"digest":"","body":{}}'],
  ['version 0', '{"format":"clnform-plan","version":0,"digest":"","body":{}}'],
  ['a digest that does not fit', encodeSavedPlan(saved).replace('"limit":5', '"limit":6')],
  ['a member twice', encodeSavedPlan(saved).replace('"version"', '"format": "clnform-plan", "version"')],
  ['an unknown member', forged((body) => (body.extra = 1))],
  ['an id that is none', forged((body) => (body.id = '../../etc'))],
  [
    'a warning that is an error',
    forged((body) => (body.warnings = [{ severity: 'error', code: 'c', summary: 's', help: 'h' }])),
  ],
  [
    'an unknown action',
    forged((body) => ((body.plan as { changes: { action: string }[] }).changes[0]!.action = 'burn')),
  ],
  [
    'an unknown hazard',
    forged((body) => ((body.plan as { hazards: object[] }).hazards = [{ name: 'none', detail: 'x' }])),
  ],
  ['a number where a text belongs', forged((body) => ((body.plan as { account: unknown }).account = 7))],
  ['an address that is none', forged((body) => (body.bindings = { nowhere: null }))],
  ['a prototype', forged((body) => (body.bindings = JSON.parse('{"__proto__":null}') as unknown))],
])('%s is no saved plan', (_name, text) => {
  expect(decodeSavedPlan(text).status).toBe('corrupt');
});

test('a later version is told as such', () => {
  expect(decodeSavedPlan('{"format":"clnform-plan","version":2,"new":1}')).toEqual({ status: 'newer', version: 2 });
});
