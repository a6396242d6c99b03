import { describe, expect, it } from 'vitest';
import { brief, HEAD, load } from './load.ts';

const naming = (path: string): string =>
  `${HEAD}ip_licenses:\n  a: { products: [kernelcare], ips: { file: ${path} } }\n`;

const list = async (text: string) => {
  const { manifest, diagnostics } = await load({ 'clnform.yaml': naming('fleet.txt'), 'fleet.txt': text });
  return { names: manifest?.desired.map(({ name }) => name), found: diagnostics.map(brief), diagnostics };
};

describe('a file of addresses', () => {
  it('takes comments, blank lines, CRLF and a byte order mark', async () => {
    const { names, found } = await list(
      '\ufeff# fleet\r\n\r\n 203.0.113.1 # web\r\n203.0.113.8/31\t\r\n203.0.113.20 - 203.0.113.21',
    );
    expect(found).toEqual([]);
    expect(names).toEqual(['1', '8', '9', '20', '21'].map((last) => `203.0.113.${last}/kernelcare`));
  });

  it.each([
    {
      reason: 'an address that is none',
      text: '203.0.113.1\n  fleet\n',
      expected: ['error bad-address fleet.txt:2:3'],
    },
    { reason: 'two on a line', text: '203.0.113.1 203.0.113.2\n', expected: ['error bad-address fleet.txt:1:1'] },
    {
      reason: 'separated by commas',
      text: '203.0.113.1,\n203.0.113.2,\n',
      expected: ['error bad-address fleet.txt:1:1', 'error bad-address fleet.txt:2:1'],
    },
    {
      reason: 'an escape character',
      text: '203.0.113.1\n1\u001b[31m\n',
      expected: ['error control-character fleet.txt:2:2'],
    },
    {
      reason: 'the same address twice',
      text: '203.0.113.1\n203.0.113.1\n',
      expected: ['error duplicate-address fleet.txt:2:1'],
    },
    { reason: 'nothing in it', text: '# later\n', expected: ['error empty-list clnform.yaml:4:45'] },
    {
      reason: 'internal addresses: one warning',
      text: '10.0.0.1\n10.0.0.2\n10.0.0.3\n',
      expected: ['warning private-address fleet.txt:1:1'],
    },
  ])('is refused at its own line: $reason', async ({ text, expected }) => {
    expect((await list(text)).found).toEqual(expected);
  });

  it('shows its own line', async () => {
    const { diagnostics } = await list('203.0.113.1\nfleet # all\n');
    expect(diagnostics[0]?.excerpt).toEqual(['fleet # all', '^^^^^']);
  });
});

describe('where a file of addresses may lie', () => {
  const secret = {
    '../secret.txt': '203.0.113.1\n',
    'conf/fleet.txt': '203.0.113.1\n',
    'conf/sub/f.txt': '203.0.113.1\n',
  };

  it.each([
    { reason: 'above the folder', path: '../../secret.txt', expected: 'file-outside' },
    { reason: 'out and in again elsewhere', path: 'sub/../../secret.txt', expected: 'file-outside' },
    { reason: 'an absolute path', path: '/etc/passwd', expected: 'file-outside' },
    { reason: 'a drive', path: '"C:\\\\fleet.txt"', expected: 'file-outside' },
    { reason: 'the folder itself', path: '.', expected: 'file-outside' },
    { reason: 'a link that leads out', path: 'link.txt', expected: 'file-outside' },
    { reason: 'nothing there', path: 'fleeet.txt', expected: 'file-missing' },
    { reason: 'a folder', path: 'sub', expected: 'file-unreadable' },
  ])('is refused: $reason', async ({ path, expected }) => {
    const files = { ...secret, 'conf/clnform.yaml': naming(path) };
    const { diagnostics } = await load(files, {
      path: 'conf/clnform.yaml',
      links: { 'conf/link.txt': '../secret.txt' },
    });
    expect(diagnostics.map((d) => d.code)).toEqual([expected]);
    expect(diagnostics[0]?.source).toEqual({ file: 'conf/clnform.yaml', line: 4, column: 45 });
  });

  it.each([
    { reason: 'beside the manifest', path: 'fleet.txt' },
    { reason: 'below it', path: './sub/f.txt' },
    { reason: 'a link that stays inside', path: 'inner.txt' },
  ])('is read: $reason', async ({ path }) => {
    const files = { ...secret, 'conf/clnform.yaml': naming(path) };
    const links = { 'conf/inner.txt': 'conf/fleet.txt' };
    const { manifest, diagnostics } = await load(files, { path: 'conf/clnform.yaml', links });
    expect(diagnostics).toEqual([]);
    expect(manifest?.desired).toHaveLength(1);
  });

  it('may be named by several blocks, and tells them apart when they clash', async () => {
    const text = `${HEAD}ip_licenses:
  a: { products: [kernelcare], ips: { file: f.txt } }
  b: { products: [cloudlinux], ips: { file: f.txt } }
  c: { products: [cloudlinux], ips: { file: f.txt } }
`;
    const { diagnostics } = await load({ 'clnform.yaml': text, 'f.txt': '203.0.113.1\n' });
    expect(diagnostics.map(brief)).toEqual(['error duplicate-address clnform.yaml:6:3']);
    expect(diagnostics[0]?.related?.[0]?.source.line).toBe(5);
  });

  it('shows at most ten clashes of two blocks, and counts the others', async () => {
    const text = `${HEAD}ip_licenses:
  a: { products: [kernelcare], ips: { file: f.txt } }
  b: { products: [kernelcare], ips: { file: f.txt } }
`;
    const lines = Array.from({ length: 500 }, (_, n) => `11.0.${n >> 8}.${n & 255}\n`).join('');
    const { diagnostics } = await load({ 'clnform.yaml': text, 'f.txt': lines });
    expect(diagnostics).toHaveLength(11);
    expect(diagnostics.some(({ summary }) => summary.includes('489 more'))).toBe(true);
  });
});
