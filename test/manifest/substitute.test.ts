import { describe, expect, it } from 'vitest';
import { brief, HEAD, load } from './load.ts';

const env = {
  N: '5',
  OCTAL: '010',
  FLOAT: '5.0',
  YES: 'yes',
  TRUE: 'true',
  KEY: 'IM-SECRET-KEY',
  NOTE: 'a "b" # c',
  EMPTY: '',
  ESC: 'a\u001bb',
  BAD: 'no-such-secret',
  ADDRESS: '203.0.113.9',
  WRONG: '999.1.1.1',
};

const spec = async (fields: string) => {
  const { manifest, diagnostics } = await load(`${HEAD}imunify_keys:\n  a:\n    product: AVP\n${fields}`, { env });
  return { spec: manifest?.desired[0]?.spec, lifecycle: manifest?.desired[0]?.lifecycle, diagnostics };
};

describe('substitution', () => {
  it.each([
    { reason: 'a number where one is wanted', limit: '${env:N}', expected: 5 },
    { reason: 'quoted, as { } needs it', limit: '"${env:N}"', expected: 5 },
    { reason: 'a default', limit: '${env:MISSING:-7}', expected: 7 },
    { reason: 'a default for an empty variable', limit: '${env:EMPTY:-8}', expected: 8 },
    { reason: 'a default that is not needed', limit: '${env:N:-8}', expected: 5 },
  ])('$reason', async ({ limit, expected }) => {
    expect((await spec(`    limit: ${limit}\n`)).spec).toMatchObject({ limit: expected });
  });

  it.each([
    { reason: 'text stays text, whatever it holds', note: '${env:NOTE}', expected: 'a "b" # c' },
    { reason: 'a number is text where text is wanted', note: '${env:N}', expected: '5' },
    { reason: 'inside other text', note: 'pool ${env:N} of ${env:N}', expected: 'pool 5 of 5' },
    { reason: 'an empty default', note: 'pool${env:MISSING:-}', expected: 'pool' },
    { reason: 'escaped', note: '$${env:N}', expected: '${env:N}' },
    { reason: 'a dollar is only a dollar', note: 'costs $5 or $$', expected: 'costs $5 or $$' },
    { reason: 'what comes out is not substituted again', note: '${env:MISSING:-$}{env:N}', expected: '${env:N}' },
  ])('$reason', async ({ note, expected }) => {
    expect((await spec(`    limit: 1\n    note: ${note}\n`)).spec).toMatchObject({ note: expected });
  });

  it('reads booleans where they are wanted', async () => {
    expect((await spec('    limit: 1\n    protect: ${env:TRUE}\n')).lifecycle).toEqual({ protect: true });
  });

  it.each([
    { reason: 'not set', fields: '    limit: ${env:MISSING}\n', expected: 'env-missing' },
    { reason: 'empty', fields: '    limit: ${env:EMPTY}\n', expected: 'env-missing' },
    { reason: 'not a plain number', fields: '    limit: ${env:OCTAL}\n', expected: 'wrong-type' },
    { reason: 'a whole number with a point', fields: '    limit: ${env:FLOAT}\n', expected: 'wrong-type' },
    { reason: 'part of a number', fields: '    limit: 1${env:N}\n', expected: 'wrong-type' },
    { reason: 'yes is no boolean', fields: '    limit: 1\n    protect: ${env:YES}\n', expected: 'wrong-type' },
    { reason: 'a control character', fields: '    limit: 1\n    note: ${env:ESC}\n', expected: 'control-character' },
    { reason: 'without env:', fields: '    limit: ${N}\n', expected: 'bad-substitution' },
    { reason: 'without a name', fields: '    limit: ${env:}\n', expected: 'bad-substitution' },
    { reason: 'a name with a dash', fields: '    limit: ${env:A-B}\n', expected: 'bad-substitution' },
    { reason: 'not closed', fields: '    limit: "${env:N"\n', expected: 'bad-substitution' },
  ])('refuses: $reason', async ({ fields, expected }) => {
    const { diagnostics } = await spec(fields);
    expect(diagnostics.map((d) => d.code)).toEqual([expected]);
    expect(diagnostics[0]?.excerpt?.[0]).toContain('${');
  });

  it('says how to write it inside braces', async () => {
    const { diagnostics } = await load(`${HEAD}kernelcare_keys: { a: { limit: \${env:N} } }\n`, { env });
    expect(diagnostics[0]).toMatchObject({ code: 'yaml-syntax', help: expect.stringContaining('quotes') as string });
  });

  it('names every missing variable of a value', async () => {
    const { diagnostics } = await spec('    limit: 1\n    note: ${env:A}-${env:B}\n');
    expect(diagnostics.map((d) => d.summary)).toEqual([
      'The environment variable A is not set.',
      'The environment variable B is not set.',
    ]);
  });

  it.each([
    { reason: 'a product', text: 'imunify_keys:\n  a: { product: "${env:BAD}", limit: 1 }\n', code: 'unknown-value' },
    { reason: 'a limit', text: 'imunify_keys:\n  a: { product: AVP, limit: "${env:BAD}" }\n', code: 'wrong-type' },
    { reason: 'an account', text: 'features: { a: "${env:BAD}" }\n', code: 'unknown-value' },
    {
      reason: 'an address',
      text: 'ip_licenses: { a: { products: [kernelcare], ips: ["${env:WRONG}"] } }\n',
      code: 'bad-address',
    },
    {
      reason: 'a network',
      text: 'kernelcare_keys: { a: { limit: 1, cidrs: ["${env:WRONG}"] } }\n',
      code: 'bad-address',
    },
    {
      reason: 'a path',
      text: 'ip_licenses: { a: { products: [kernelcare], ips: { file: "${env:BAD}" } } }\n',
      code: 'file-missing',
    },
    {
      reason: 'a list of servers',
      text: 'server_groups: { a: { servers: ["${env:BAD}", "${env:BAD}"] } }\n',
      code: 'duplicate-entry',
    },
  ])('never prints the content of a variable: $reason', async ({ text, code }) => {
    const { diagnostics } = await load(HEAD + text, { env });
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
    for (const value of [env.BAD, env.WRONG]) expect(JSON.stringify(diagnostics)).not.toContain(value);
  });

  it('masks an adopted key in excerpts and summaries', async () => {
    const text = `${HEAD}kernelcare_keys:\n  a: { limit: 1, adopt: KEY-1234-ABCD, limt: 1 }\n  b: { limit: 1, adopt: "\${env:KEY}" }\n  c: { limit: 1, adopt: "\${env:KEY}" }\n`;
    const { diagnostics } = await load(text, { env });
    expect(diagnostics.map(brief)).toEqual([
      'error unknown-field clnform.yaml:4:40',
      'error duplicate-adopt clnform.yaml:6:3',
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain('KEY-1234');
    expect(JSON.stringify(diagnostics)).not.toContain('SECRET');
    expect(diagnostics[0]?.excerpt?.[0]).toContain('*********ABCD, limt');
  });
});
