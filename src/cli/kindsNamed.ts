import type { KindRegistry } from '../model/kind.ts';
import { plain } from '../model/text.ts';
import { cliError } from './cliError.ts';

/** Kinds as they were typed, by their section (`imunify_keys`) or their type. Undefined: none were. Throws `CliError`. */
export function kindsNamed(kinds: KindRegistry, typed: readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (typed === undefined) return undefined;
  const byName = new Map<string, string>();
  for (const { type, section } of kinds.values()) {
    if (section === undefined) continue;
    byName.set(section.name, type);
    byName.set(type, type);
  }
  const types = typed.map((name) => {
    const type = byName.get(name);
    if (type !== undefined) return type;
    const known = [...kinds.values()].flatMap(({ section }) => section?.name ?? []);
    throw cliError('unknown-kind', `There is no kind ${plain(name)}.`, `The kinds are ${known.join(', ')}.`);
  });
  return new Set(types);
}
