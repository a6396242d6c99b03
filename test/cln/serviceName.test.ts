import { expect, test } from 'vitest';
import { PRODUCTION_ROOT } from '../../src/cln/apiRoot.ts';
import { serviceName } from '../../src/cln/serviceName.ts';

test.each([
  [PRODUCTION_ROOT, ['https://CLN.cloudlinux.com/api/', 'https://cln.cloudlinux.com:443/api', ` ${PRODUCTION_ROOT}//`]],
  ['http://127.0.0.1:8080/api', ['http://localhost:8080/api', 'http://[::1]:8080/api/', 'http://127.0.1.9:8080/api']],
  ['not a URL', []],
])('%s has one name, however it is written', (text, others) => {
  for (const other of others) expect(serviceName(other)).toBe(serviceName(text));
});

test.each([
  ['http://localhost:8080/api', 'http://localhost:8081/api'],
  ['http://localhost:8080/api', 'https://localhost:8080/api'],
  [PRODUCTION_ROOT, 'https://cln.cloudlinux.com/API'],
  [PRODUCTION_ROOT, 'https://cln.cloudlinux.com:8443/api'],
])('%s and %s are two services', (one, other) => {
  expect(serviceName(one)).not.toBe(serviceName(other));
});

test('the service itself is named by its root', () => {
  expect(serviceName(PRODUCTION_ROOT)).toBe(PRODUCTION_ROOT);
});
