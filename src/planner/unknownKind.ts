import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Binding } from '../model/state.ts';

/** What is bound, and of a kind that this version does not know: nothing can be said of it, and nothing done. */
export function unknownKind(address: Address, { type }: Binding): Omit<Diagnostic, 'severity'> {
  return {
    code: 'unknown-kind',
    summary: `${address} is bound, but this version of clnform knows no kind ${type}.`,
    help: `Use the version that made the state, or let go of it: clnform state rm ${address}`,
    address,
  };
}
