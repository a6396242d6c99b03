import { BASELINE_WHAT, type BaselineEntry } from '../model/driftBaseline.ts';

/**
 * A drift baseline as a file, line by line: what `loadBaseline` reads back as the same entries. Every text is quoted as
 * JSON quotes it, which is YAML as well, so that nothing in it means anything.
 */
export function* baselineText(entries: readonly Omit<BaselineEntry, 'source'>[]): Generator<string> {
  yield '# Drift that is known. `clnform drift --baseline` tells it, and does not fail for it, until it expires.';
  yield 'version: 1';
  if (entries.length === 0) yield 'entries: []';
  else yield 'entries:';
  for (const { address, what, fields, owner, reason, expires } of entries) {
    yield `  - address: ${quoted(address)}`;
    if (what.length !== 1 || what[0] !== BASELINE_WHAT[0]) yield `    what: [${what.join(', ')}]`;
    if (fields !== undefined) yield `    fields: [${fields.map(quoted).join(', ')}]`;
    yield `    owner: ${quoted(owner)}`;
    yield `    reason: ${quoted(reason)}`;
    yield `    expires: ${expires}`;
  }
}

/** `${` would be a substitution: `$${` stands for it. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('${', () => '$${');
}
