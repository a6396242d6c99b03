import type { AnyKind } from './kind.ts';
import { maskKey } from './text.ts';

/** An id as a message may name it: masked if it is a credential, and of a kind that is not known, it may be one. */
export function shownId(kind: Pick<AnyKind, 'secretId'> | undefined, id: string): string {
  return kind === undefined || kind.secretId === true ? maskKey(id) : id;
}
