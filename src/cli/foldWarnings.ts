import type { Diagnostic } from '../model/diagnostic.ts';

/** So many alike are still told one by one, each with its place. */
const FEW = 2;
/** Subjects that a folded warning names. */
const NAMED = 5;

/**
 * Warnings that say the same of many resources, as one that counts and names them: whoever adopts an account with forty keys
 * without a limit is to see the answer, not forty warnings. Errors are never folded. For people; programs get each.
 */
export function foldWarnings(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<
    string,
    { readonly subjects: Set<string>; readonly predicate: string; readonly all: Diagnostic[] }
  >();
  for (const [index, diagnostic] of diagnostics.entries()) {
    const [subject, predicate] = parts(diagnostic);
    const key =
      subject === undefined ? String(index) : JSON.stringify([diagnostic.code, predicate, helpOf(diagnostic)]);
    const group = groups.get(key) ?? { subjects: new Set(), predicate, all: [] };
    groups.set(key, group);
    group.all.push(diagnostic);
    if (subject !== undefined) group.subjects.add(subject);
  }
  return [...groups.values()].flatMap(({ subjects, predicate, all }) => {
    const [first] = all;
    return first === undefined || subjects.size <= FEW ? all : [folded(first, [...subjects], predicate)];
  });
}

function folded(first: Diagnostic, subjects: readonly string[], predicate: string): Diagnostic {
  const { severity, code, source } = first;
  const named = subjects.slice(0, NAMED).join(', ');
  const more = subjects.length > NAMED ? ` and ${subjects.length - NAMED} more` : '';
  // `web has no limit` becomes `each has no limit`; what stands behind a colon needs no such word.
  const said = predicate.startsWith(':') ? predicate : `: each${predicate}`;
  return {
    ...{ severity, code, help: helpOf(first) },
    summary: `${subjects.length} resources (${named}${more})${said}`,
    ...(source === undefined ? {} : { source }),
  };
}

/** What a warning is about, and what it says of it; no subject where it is about no single thing. */
function parts({ severity, summary, address }: Diagnostic): readonly [subject: string | undefined, predicate: string] {
  if (severity !== 'warning') return [undefined, summary];
  const [, quoted] = /^(`[^`]+`)[ :]/u.exec(summary) ?? [];
  const begins = address !== undefined && /^[ :]/u.test(summary.slice(address.length)) && summary.startsWith(address);
  const subject = begins ? address : quoted;
  return subject === undefined ? [undefined, summary] : [subject, summary.slice(subject.length)];
}

/** Commands in it are for each of them. */
function helpOf({ help, address }: Diagnostic): string {
  return address === undefined ? help : help.replaceAll(address, 'ADDRESS');
}
