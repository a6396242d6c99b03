import { expect, it } from 'vitest';
import { cloudlinuxKey } from '../../src/kinds/cloudlinuxKey.ts';
import { elsKey } from '../../src/kinds/elsKey.ts';
import { imunifyKey } from '../../src/kinds/imunifyKey.ts';
import { kernelcareKey } from '../../src/kinds/kernelcareKey.ts';
import { makeMarker } from '../../src/model/marker.ts';
import { expandWith } from './support/expandWith.ts';

const MARKER = makeMarker('web', 'k3f9a1b2');
const KINDS = [
  { kind: imunifyKey, block: { product: 'AVP', limit: 1 } },
  { kind: kernelcareKey, block: { limit: 1 } },
  { kind: elsKey, block: { product: 'CELS', limit: 1 } },
  { kind: cloudlinuxKey, block: { product: 'CL', limit: 1 } },
];
const NOTES = [
  { reason: 'a marker at the end', note: `mine ${MARKER}`, codes: ['reserved-note'] },
  { reason: 'a marker alone', note: MARKER, codes: ['reserved-note'] },
  { reason: 'a marker that is not at the end is read back as it is', note: `${MARKER} mine`, codes: [] },
  { reason: 'a word in brackets', note: 'mine [clnform]', codes: [] },
  { reason: 'no note', note: undefined, codes: [] },
];

it.each(
  KINDS.flatMap(({ kind, block }) =>
    NOTES.flatMap((note) => [true, false].map((markers) => ({ ...note, kind, block, markers, type: kind.type }))),
  ),
)('$type, markers $markers: $reason', ({ kind, block, note, markers, codes }) => {
  const { problems } = expandWith(kind, 'web', { ...block, ...(note === undefined ? {} : { note }) }, markers);
  expect(problems.map(({ severity, code, at }) => ({ severity, code, at }))).toEqual(
    codes.map((code) => ({ severity: 'error', code, at: ['note'] })),
  );
});
