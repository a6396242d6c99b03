import { deltaText } from '../model/deltaText.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { shownId } from '../model/shownId.ts';
import type { Intent } from '../model/state.ts';
import { mayHave, resolveCommands, whenDenied } from './resolveCommands.ts';
import type { Judged } from './lookForIntents.ts';
import type { OpenReason, Verdict } from './judgeIntent.ts';
import { LATEST_ARRIVAL_MS } from './recovery.ts';

/**
 * What became of a create whose answer was lost: what happened, what is certain, what is not, and the command to type.
 * `lost`: how its answer went missing, as a clause. Undefined where there is nothing to tell.
 */
export function intentDiagnostic(
  { intent, verdict }: Judged,
  lost: string,
  kinds: KindRegistry,
): Diagnostic | undefined {
  const { address, type } = intent;
  switch (verdict.status) {
    case 'made':
      return {
        severity: 'warning',
        code: 'recovered',
        summary: `${address} ${happened(intent)}, though ${lost}; ${proof(verdict)}.`,
        help:
          verdict.proof !== 'difference'
            ? 'Nothing needs to be done.'
            : `Nothing needs to be done, unless someone else made that ${titleOf(kinds, type)}: then let go of it: clnform state rm ${address}`,
        address,
      };
    case 'bound':
    case 'free':
      return undefined;
    case 'open': {
      const told = explain(verdict.why, namesOf(verdict, kinds, type), intent);
      return {
        severity: 'error',
        code: 'outcome-unknown',
        summary: `${address} ${mayHave(intent)}, for ${lost}: ${told.happened}.`,
        help: told.help,
        address,
      };
    }
    default:
      return verdict satisfies never;
  }
}

const LOOK = 'It is not created again until that is settled. Look for it in the web console, then:';

function explain(
  why: OpenReason,
  candidates: string,
  intent: Intent,
): { readonly happened: string; readonly help: string } {
  const address: string = intent.address;
  const commands = resolveCommands(intent.address, intent);
  switch (why.name) {
    case 'doubled':
      return {
        happened: `more than one object carries its marker, so it was carried out more than once: ${candidates}`,
        help: `Keep one of them, and remove the others in the web console, for each is billed:${commands}`,
      };
    case 'elsewhere':
      return {
        happened: `what carries its marker, ${candidates}, is bound to ${why.address}`,
        help:
          `If it is ${why.address}, say that the create made nothing else: clnform state resolve ${address} --none\n` +
          `If it is ${address}, let go of it there first: clnform state rm ${why.address}, then: clnform state resolve ${address} --adopt ID`,
      };
    case 'several':
      return {
        happened: `more than one new object fits, or may have before someone changed it, and which it is cannot be told: ${candidates}`,
        help: `${LOOK}${commands}`,
      };
    case 'not-adopted':
      return {
        happened: `one new object fits, ${candidates}, and --no-adopt leaves it to you`,
        help: `Apply without --no-adopt binds it, or:${commands}`,
      };
    case 'young':
      if (why.leftMs > LATEST_ARRIVAL_MS) {
        return {
          happened:
            'the account does not show it, and by the clock it was sent at a time that is still to come: the clock was wrong then, or is now, so that nobody can tell whether it may still arrive',
          help: `See that the clock is right, and apply again. If it is right, apply again in ${minutes(why.leftMs)}, or look in the web console, ten minutes after this, then:${commands}`,
        };
      }
      return {
        happened: 'the account does not show it, but it may still arrive',
        help: `Apply again in ${minutes(why.leftMs)}: if it has not shown by then, it is ${intent.delta === undefined ? 'created anew' : 'planned anew'}. Or look in the web console, then:${commands}`,
      };
    case 'nowhere':
      return {
        happened: 'the account shows nothing that fits, but without a marker that does not prove that it never comes',
        help: `${LOOK}${commands}\n  \`single_writer: true\` in the manifest settles such cases where nothing else makes objects in the account.`,
      };
    case 'unsettled':
      return {
        happened: 'the list kept changing while it was looked for',
        help: `Apply again when no one else is at work in the account. Or look in the web console, then:${commands}`,
      };
    case 'behind':
      return {
        happened: 'the list does not even show the object of its kind that was made last, so it proves nothing',
        help: `Apply again later. If that object was removed by someone, look in the web console, then:${commands}`,
      };
    case 'unseen':
      return {
        happened: `${why.endpoint} could not be read, so it could not be looked for`,
        help: `Apply again when it can be. Or look in the web console, then:${commands}`,
      };
    case 'interrupted':
      return {
        happened: 'the run was interrupted before it could be looked for',
        help: `Apply again: it looks${whenDenied(intent)}. Or look in the web console, then:${commands}`,
      };
    case 'unknown-kind':
      return {
        happened: 'this version of clnform has no such kind, so it cannot be looked for',
        help: `Apply with the version that made it. Or look in the web console, then:${commands}`,
      };
    case 'unknown-field':
      return {
        happened: `its kind has no field ${why.field} that is put as a difference, so it cannot be looked for: the state was edited, or a later clnform wrote it`,
        help: `Apply with the version that made it. Or look in the web console, then: clnform state resolve ${address} --none`,
      };
    default:
      return why satisfies never;
  }
}

function proof(verdict: Extract<Verdict, { status: 'made' }>): string {
  switch (verdict.proof) {
    case 'marker':
      return 'its marker proves it, so it is bound';
    case 'difference':
      return 'it is the only new object that fits, in two lists that agree, so it is bound';
    case 'value':
      return 'the account shows it';
    default:
      return verdict.proof satisfies never;
  }
}

function happened({ delta }: Intent): string {
  return delta === undefined ? 'was created' : `was changed (${deltaText(delta)})`;
}

function namesOf({ candidates }: { readonly candidates: readonly Live[] }, kinds: KindRegistry, type: string): string {
  return candidates.map(({ id }) => shownId(kinds.get(type), id)).join(', ');
}

function titleOf(kinds: KindRegistry, type: string): string {
  return kinds.get(type)?.title ?? type;
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.ceil(ms / 60_000));
  return count === 1 ? '1 minute' : `${count} minutes`;
}
