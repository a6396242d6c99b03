import type { KindRegistry } from '../model/kind.ts';
import { maskKey } from '../model/text.ts';

/** An id as a message may name it: masked if it is a credential, and of a kind that is not known, it may be one. */
export function shownId(kinds: KindRegistry, type: string, id: string): string {
  const kind = kinds.get(type);
  return kind === undefined || kind.secretId === true ? maskKey(id) : id;
}
