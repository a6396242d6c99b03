import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { PLAIN_PAINT } from '../../src/views/paint.ts';
import { createView } from '../../src/views/view.ts';
import { withoutKeys } from '../../src/views/withoutKeys.ts';

const LIKE = 'aB3dEfGh1jKlMn0P';

describe('what looks like a licence key', () => {
  test.each([
    { where: 'in a note', type: 'kernelcare_key', field: 'note', shown: 'was ****Mn0P' },
    { where: 'in a field that names things', type: 'cloudlinux_key', field: 'product', shown: `was ${LIKE}` },
    { where: 'in a field of a kind that is not known', type: 'quantum_key', field: 'note', shown: `was ${LIKE}` },
  ])('$where', ({ type, field, shown }) => {
    const view = createView(KINDS, { paint: PLAIN_PAINT });
    expect(withoutKeys(type, field, `was ${LIKE}`, view)).toBe(shown);
    expect(withoutKeys(type, field, 5, view)).toBe(5);
    expect(withoutKeys(type, field, `was ${LIKE}`, { ...view, showKeys: true })).toBe(`was ${LIKE}`);
  });
});
