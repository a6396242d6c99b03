import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/cli/doctor/redact.ts';
import { fc } from '../../support/fc.ts';

describe('foreign text in a report for everyone', () => {
  it.each([
    { reason: 'an address', text: 'IP 203.0.113.9 is taken', becomes: 'IP <ip> is taken' },
    { reason: 'an IPv6 address', text: 'from 2001:db8::1 today', becomes: 'from <ip> today' },
    { reason: 'an e-mail address', text: 'ask joe@acme.example', becomes: 'ask <e-mail>' },
    { reason: 'a URL', text: 'see https://cln.example/api?token=t', becomes: 'see <url>' },
    { reason: 'the login', text: 'account acme is locked', becomes: 'account <login> is locked' },
    { reason: 'a key', text: 'key IM30SAMPLEWEBEU0WBEU', becomes: 'key <id>' },
    { reason: 'a key with its product', text: 'key CELS-yUDxBd5ethmGO5d3', becomes: 'key <id>' },
    { reason: 'a path', text: 'The file /home/joe/state.json is', becomes: 'The file …/state.json is' },
    { reason: 'a host', text: 'at web1.customer.com now', becomes: 'at <host> now' },
    { reason: 'a control character', text: 'a\u001b[2Jb', becomes: 'a\\u{1b}[2Jb' },
    { reason: 'nothing: an endpoint', text: 'els/srv/list: refused', becomes: 'els/srv/list: refused' },
    { reason: 'nothing: a product', text: 'ELS_FOR_CENTOS8STREAM', becomes: 'ELS_FOR_CENTOS8STREAM' },
    { reason: 'nothing: a time', text: 'at 12:34:56 sharp', becomes: 'at 12:34:56 sharp' },
    { reason: 'nothing: a TLS code', text: 'DEPTH_ZERO_SELF_SIGNED_CERT', becomes: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  ])('loses $reason', ({ text, becomes }) => {
    expect(redact(text, 'acme')).toBe(becomes);
  });

  it('lets no address through, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom(' ', '(', '"', '=', ',', '['),
        fc.constantFrom(' ', ')', '"', ',', ']', ':'),
        (ip, a, b) => {
          expect(redact(`refused${a}${ip}${b}now`)).not.toContain(ip);
        },
      ),
    );
  });

  it('takes no longer for a long text than its length', () => {
    const hostile = [
      ':'.repeat(20_000),
      '/'.repeat(20_000),
      'a.'.repeat(10_000),
      'a@'.repeat(10_000),
      '1.'.repeat(10_000),
    ];
    const started = performance.now();
    for (const text of hostile) redact(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
