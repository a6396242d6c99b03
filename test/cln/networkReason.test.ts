import { describe, expect, it } from 'vitest';
import { networkReason } from '../../src/cln/networkReason.ts';

const coded = (code: string, message = 'connect to https://me:pw@proxy.example?token=t') =>
  Object.assign(new Error(message), { code });

describe('a failure of the network in words', () => {
  it.each([
    { reason: 'a code that is known', error: coded('ECONNREFUSED'), says: 'the connection was refused' },
    {
      reason: 'several addresses tried',
      error: new AggregateError([coded('EHOSTUNREACH')]),
      says: 'the host cannot be reached',
    },
    {
      reason: 'a wrapped cause',
      error: new Error('x', { cause: coded('ENOTFOUND') }),
      says: 'the host name is not known',
    },
    {
      reason: 'a certificate',
      error: coded('DEPTH_ZERO_SELF_SIGNED_CERT'),
      says: 'the TLS certificate was not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)',
    },
    {
      reason: 'a code that is not known',
      error: coded('ESTRANGE'),
      says: 'the connection failed (ESTRANGE)',
    },
    {
      reason: 'a proxy that wants a password',
      error: coded('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'),
      says: 'the proxy did not open a tunnel (HTTP 407)',
    },
    {
      reason: 'a proxy that says something else',
      error: coded('UND_ERR_ABORTED', 'at https://me:pw@proxy.example (407)'),
      says: 'the proxy did not open a tunnel',
    },
    { reason: 'a code that is no code', error: coded('see https://x?token=t'), says: 'the connection failed' },
    { reason: 'no code', error: new Error('https://x?token=t'), says: 'the connection failed' },
    { reason: 'no error', error: 'https://x?token=t', says: 'the connection failed' },
  ])('$reason', ({ error, says }) => {
    expect(networkReason(error)).toBe(says);
  });
});
