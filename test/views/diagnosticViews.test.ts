import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { makeAddress } from '../../src/model/address.ts';
import { plain } from '../../src/model/text.ts';
import { diagnosticGithub } from '../../src/views/diagnosticGithub.ts';
import { diagnosticJson } from '../../src/views/diagnosticJson.ts';
import { diagnosticText } from '../../src/views/diagnosticText.ts';
import { jsonText } from '../../src/views/jsonText.ts';
import { createView } from '../../src/views/view.ts';
import { FIXTURE_KINDS } from '../support/fixtureKinds.ts';
import { HOSTILE } from '../support/fixturePlans.ts';
import { expectGolden, fileOf } from '../support/golden.ts';

const VIEW = createView(FIXTURE_KINDS);
const source = { file: 'clnform.yaml', line: 112, column: 5 };

const DIAGNOSTICS: readonly Diagnostic[] = [
  { severity: 'error', code: 'bare', summary: 'Nothing but a sentence.', help: 'Do something.' },
  {
    severity: 'error',
    code: 'unknown-field',
    summary: '`limitt` is not a field of a vault.',
    help: 'Did you mean `limit`?',
    source,
    excerpt: ['    limitt: 5', '    ^^^^^^'],
    address: makeAddress('vault', 'web'),
  },
  {
    severity: 'warning',
    code: 'declared-twice',
    summary: 'vault.web is declared twice.',
    help: 'Take one out:\nclnform fmt\n::error::not a command',
    source: { ...source, line: 7 },
    related: [{ source: { file: 'more/b.yaml', line: 3, column: 1 }, note: 'first declared here' }],
  },
  {
    severity: 'error',
    code: 'tabs',
    summary: 'The carets stay under what they mean.',
    help: 'Look.',
    source,
    excerpt: ['\ta\u0000b: "\u202ex"', '\t     ^^^^'],
  },
  {
    severity: 'error',
    code: `code,with:${HOSTILE}`,
    summary: `100% ${HOSTILE}`,
    help: `${HOSTILE}\n${HOSTILE}`,
    source: { file: `C:\\a,b:${HOSTILE}.yaml`, line: 1, column: 2 },
    excerpt: [HOSTILE, '^'],
    related: [{ source, note: HOSTILE }],
  },
];

describe('a diagnostic', () => {
  it('as text', () => {
    expectGolden('diagnostics/text.txt', fileOf(DIAGNOSTICS.flatMap((d) => [...diagnosticText(d, VIEW)])));
  });

  it('as JSON', () => {
    expectGolden('diagnostics/json.json', `${jsonText(DIAGNOSTICS.map((d) => diagnosticJson(d, VIEW)))}\n`);
  });

  it('as workflow commands', () => {
    expectGolden('diagnostics/github.txt', fileOf(DIAGNOSTICS.map((d) => diagnosticGithub(d, VIEW))));
  });

  it.each(DIAGNOSTICS.map((d) => ({ reason: d.code.slice(0, 14), diagnostic: d })))(
    'never breaks out of its lines: $reason',
    ({ diagnostic }) => {
      for (const line of diagnosticText(diagnostic, VIEW)) {
        expect(plain(line)).toBe(line);
        expect(line).not.toMatch(/^\s*::|##\w*\[/);
      }
      const command = diagnosticGithub(diagnostic, VIEW);
      expect(plain(command)).toBe(command);
      expect(command.split('::', 3)[1]).toMatch(/^(error|warning) (file=[^:,]*,line=\d+,col=\d+,)?title=[^:,]*$/);
    },
  );

  it.each([
    { reason: 'a key of letters', key: 'IMKEYKEYKEYKEY12' },
    { reason: 'odd characters', key: 'a+b/c=d e.f$1(' },
    { reason: 'one that contains another', key: 'a+b/c=d e.f$1(longer' },
    { reason: 'a hidden character, which messages write out', key: 'key\u200bwith\u0007bell' },
  ])('holds no known key, in any format: $reason', ({ key }) => {
    const view = createView(FIXTURE_KINDS, { secrets: [key, 'a+b/c=d e.f$1('] });
    const text = `x${key}y ${plain(key)}`;
    const diagnostic: Diagnostic = {
      ...{ severity: 'error', code: 'c', summary: text, help: `first\n${text}`, source },
      ...{ excerpt: [`  adopt: ${key}`, '  ^^^^^'], related: [{ source, note: text }] },
      address: makeAddress('vault', key),
    };
    const outputs = [
      fileOf(diagnosticText(diagnostic, view)),
      JSON.stringify(diagnosticJson(diagnostic, view)),
      diagnosticGithub(diagnostic, view),
    ];
    for (const output of outputs) {
      for (const form of [key, plain(key), JSON.stringify(key).slice(1, -1)]) expect(output).not.toContain(form);
      expect(output).toContain('****');
    }
    const open = createView(FIXTURE_KINDS, { secrets: [key], showKeys: true });
    expect(diagnosticJson(diagnostic, open).summary).toBe(text);
  });
});
