import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownId } from '../model/shownId.ts';
import type { Delta } from '../model/state.ts';

/** `proved`: they carry a marker of clnform. */
export function boughtTwice(kind: AnyKind, extra: readonly Live[], proved: boolean): Diagnostic {
  const ids = extra.map(({ id }) => shownId(kind, id)).join(', ');
  return {
    severity: 'error',
    code: 'bought-twice',
    summary: proved
      ? `The account holds objects with a marker of clnform beside those that it wanted (${kind.title}: ${ids}): a create was carried out more than once.`
      : `The account holds new objects just like those that were created (${kind.title}: ${ids}): a create may have been carried out more than once, or someone else made them.`,
    help:
      'What was answered is bound and stays. Look for these in the web console and remove them there: each is billed, and clnform removes nothing that it was not told to. ' +
      'A proxy on the way that repeats calls is the usual reason: nginx needs `proxy_next_upstream off`.',
  };
}

/** Someone else put it at the same time, or a proxy carried the call out twice. */
export function putOtherwise(address: Address, { field, to }: Delta, there: unknown): Diagnostic {
  return {
    severity: 'error',
    code: 'put-otherwise',
    summary: `${address}: ${field} was to become ${to}, but the account shows ${JSON.stringify(there)}: the call was carried out more than once, or someone else changed it.`,
    help: 'Look in the web console, then apply again: the plan shows what is left to do.',
    address,
  };
}

/** `what`: the kind, as people call it. */
export function notAudited(what: string, why: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'not-audited',
    summary: `Whether a call of this run was carried out twice (${what}) could not be checked: ${why}.`,
    help: 'The next apply looks again. Until then compare what the web console shows with: clnform state list',
  };
}
