import type { Diagnostic } from '../model/diagnostic.ts';

/** What is wrong with several lists in the same way is told once, with the endpoints of all of them. */
export function mergeDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const merged = new Map<string, { readonly first: Diagnostic; readonly endpoints: string[]; readonly what: string }>();
  for (const [index, first] of diagnostics.entries()) {
    const [, endpoint, what] = /^([a-z0-9._-]+(?:\/[a-z0-9._-]+)+): (.*)$/su.exec(first.summary) ?? [];
    const apart = endpoint === undefined || first.address !== undefined || first.source !== undefined;
    const key = apart ? String(index) : JSON.stringify([first.severity, first.code, what, first.help]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { first, endpoints: apart ? [] : [endpoint], what: what ?? '' });
    else if (endpoint !== undefined && !known.endpoints.includes(endpoint)) known.endpoints.push(endpoint);
  }
  return [...merged.values()].map(({ first, endpoints, what }) =>
    endpoints.length < 2 ? first : { ...first, summary: `${endpoints.join(', ')}: ${what}` },
  );
}
