import type { Address } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Failure } from '../model/outcome.ts';
import type { Intent } from '../model/state.ts';
import { doneAgain, mayHave, resolveCommands, whenDenied } from './resolveCommands.ts';

/**
 * What happened to a change, what is certain, and what to do. `intent`: its own, which stays open. A reason
 * begins with the endpoint that it is about.
 */
export function failureDiagnostic(
  address: Address,
  failure: Failure,
  intent: Pick<Intent, 'delta' | 'denied'> | undefined,
): Diagnostic {
  const base = { severity: 'error' as const, address };
  switch (failure.status) {
    case 'refused':
      return {
        ...base,
        code: 'refused',
        summary: `${address} was refused: ${failure.reason}.`,
        help: 'The service changed nothing. Correct the manifest, or the account, and apply again.',
      };
    case 'notSent':
      return {
        ...base,
        code: 'not-sent',
        summary: `${address} could not be sent: ${failure.reason}.`,
        help: 'No byte of it left this machine. Apply again.',
      };
    case 'unknown':
      if (intent === undefined) {
        return {
          ...base,
          code: 'outcome-unknown',
          summary: `${address}: it is not known whether the call took effect: ${said(failure)}.`,
          help: 'Run `clnform plan`: it looks at the account and shows what is left to do.',
        };
      }
      return {
        ...base,
        code: 'outcome-unknown',
        summary: `${address} ${mayHave(intent)}: ${said(failure)}.`,
        help:
          `It is not ${doneAgain(intent)} until that is settled, and the next \`clnform apply\` looks for it first${whenDenied(intent)}. ` +
          `Or look in the web console, then:${resolveCommands(address, intent)}`,
      };
    default:
      return failure satisfies never;
  }
}

/** Why the outcome is unknown, with the service's own words where it had some. */
export function said({ reason, stated }: Extract<Failure, { status: 'unknown' }>): string {
  return stated === undefined ? reason : `${reason}: "${stated}"`;
}
