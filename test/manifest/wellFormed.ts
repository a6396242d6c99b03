import { expect } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';

/** Of one line each, in sentences, with a place and help, and nothing in it that a terminal would obey. */
export function expectWellFormed(diagnostics: readonly Diagnostic[]): void {
  for (const { code, summary, help, source, excerpt } of diagnostics) {
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u);
    expect(summary).toMatch(/^\S.*\.$/su);
    expect(help.length).toBeGreaterThan(0);
    expect(source?.file).toBeTruthy();
    expect(source?.line).toBeGreaterThan(0);
    expect(source?.column).toBeGreaterThan(0);
    expect(`${summary}${help}${excerpt?.join('') ?? ''}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
    if (excerpt !== undefined) expect(excerpt[1]).toMatch(/^ *\^+$/u);
  }
}
