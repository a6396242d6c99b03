import { expect, test } from 'vitest';
import { makeAddress, parseAddress } from '../../src/model/address.ts';
import { fc } from '../support/fc.ts';

test.each([
  { reason: 'a key', text: 'imunify_key.web-eu', parts: { type: 'imunify_key', name: 'web-eu' } },
  {
    reason: 'a name with dots of its own',
    text: 'ip_license.203.0.113.10/kernelcare',
    parts: { type: 'ip_license', name: '203.0.113.10/kernelcare' },
  },
  { reason: 'no dot', text: 'imunify_key', parts: undefined },
  { reason: 'no type', text: '.web', parts: undefined },
  { reason: 'no name', text: 'imunify_key.', parts: undefined },
  { reason: 'nothing', text: '', parts: undefined },
])('$reason', ({ text, parts }) => {
  expect(parseAddress(text)).toEqual(parts);
});

test('what was put together comes apart again', () => {
  const type = fc.stringMatching(/^[a-z][a-z_]*$/u);
  fc.assert(
    fc.property(type, fc.string({ minLength: 1 }), (kind, name) => {
      expect(parseAddress(makeAddress(kind, name))).toEqual({ type: kind, name });
    }),
  );
});
