import type { Tree } from './tree.ts';

/** How to write what was probably meant; undefined where there is nothing to guess from. */
export function typeHelp(at: Tree, expected: readonly string[]): string | undefined {
  if (at.kind !== 'scalar' || at.typed === true) return undefined;
  if (expected.includes('boolean')) {
    if (at.quoted && /^(?:true|false)$/iu.test(at.shown)) return `Remove the quotes: ${at.shown.toLowerCase()}.`;
    if (/^(?:y|yes|on)$/iu.test(at.shown)) return 'In YAML 1.2 that is text: write true.';
    if (/^(?:n|no|off)$/iu.test(at.shown)) return 'In YAML 1.2 that is text: write false.';
  }
  const isNumber = /^-?[0-9]+(?:\.[0-9]+)?$/u.test(at.shown);
  if (at.quoted && isNumber && (expected.includes('integer') || expected.includes('number'))) {
    return `Remove the quotes: ${at.shown}.`;
  }
  if (expected.includes('string') && typeof at.value !== 'string') return `Put it in quotes: "${at.shown}".`;
  if (expected.includes('array')) return `Write a list, even of one: [${JSON.stringify(at.shown)}].`;
  return undefined;
}
