import { describe, expect, it } from 'vitest';
import { parseApiRoot, PRODUCTION_ROOT } from '../../src/cln/apiRoot.ts';
import { parseProxyUrl } from '../../src/cln/proxyUrl.ts';

describe('the API root', () => {
  it.each([
    { reason: 'production', text: PRODUCTION_ROOT, root: 'https://cln.cloudlinux.com/api' },
    { reason: 'a slash at the end', text: ' https://cln.example/api/ ', root: 'https://cln.example/api' },
    { reason: 'no path', text: 'https://cln.example', root: 'https://cln.example' },
    { reason: 'plain http on loopback', text: 'http://127.0.0.1:8080/api', root: 'http://127.0.0.1:8080/api' },
    { reason: 'another loopback address', text: 'http://127.8.9.1', root: 'http://127.8.9.1' },
    { reason: 'IPv6 loopback', text: 'http://[::1]:8080', root: 'http://[::1]:8080' },
    { reason: 'localhost', text: 'http://localhost:1', root: 'http://localhost:1' },
  ])('may be $reason', ({ text, root }) => {
    expect(parseApiRoot(text)).toBe(root);
  });

  it.each([
    { reason: 'plain http', text: 'http://cln.cloudlinux.com/api', code: 'insecure-api-url' },
    { reason: 'plain http to a private address', text: 'http://10.0.0.1/api', code: 'insecure-api-url' },
    { reason: 'a name that begins like loopback', text: 'http://127.0.0.1.example/api', code: 'insecure-api-url' },
    { reason: 'a name that ends like localhost', text: 'http://notlocalhost/api', code: 'insecure-api-url' },
    { reason: 'no URL', text: 'cln.cloudlinux.com', code: 'invalid-api-url' },
    { reason: 'another scheme', text: 'ftp://cln.cloudlinux.com', code: 'invalid-api-url' },
    { reason: 'a password', text: 'https://me:pw@cln.example/api', code: 'invalid-api-url' },
    { reason: 'a query', text: 'https://cln.example/api?token=x', code: 'invalid-api-url' },
  ])('may not be $reason', ({ text, code }) => {
    const diagnostic = parseApiRoot(text);

    expect(diagnostic).toMatchObject({ severity: 'error', code });
    expect(JSON.stringify(diagnostic)).not.toContain('pw@');
  });
});

describe('the proxy', () => {
  it.each([
    { reason: 'a URL', text: 'http://me:pw@proxy.example:3128', href: 'http://me:pw@proxy.example:3128/' },
    { reason: 'a host and a port', text: 'proxy.example:3128', href: 'http://proxy.example:3128/' },
    { reason: 'https', text: 'https://proxy.example', href: 'https://proxy.example/' },
  ])('may be $reason', ({ text, href }) => {
    expect(parseProxyUrl(text)).toMatchObject({ href });
  });

  it.each([
    { reason: 'empty', text: '' },
    { reason: 'a SOCKS proxy', text: 'socks5://me:pw@proxy.example' },
    { reason: 'no URL', text: 'http://a b' },
  ])('may not be $reason', ({ text }) => {
    const diagnostic = parseProxyUrl(text);

    expect(diagnostic).toMatchObject({ severity: 'error', code: 'invalid-proxy-url' });
    expect(JSON.stringify(diagnostic)).not.toContain('pw@');
  });
});
