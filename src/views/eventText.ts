import type { Address } from '../model/address.ts';
import type { ChangeAction } from '../model/change.ts';
import type { EngineEvent } from '../model/event.ts';
import type { Failure } from '../model/outcome.ts';
import { ACTION_WORDS } from './actionWords.ts';
import { count } from './count.ts';
import { diagnosticText } from './diagnosticText.ts';
import { show, titleOf } from './view.ts';
import type { Verb } from './verb.ts';
import type { View } from './view.ts';

/**
 * An event as one line for a log, or undefined where a log needs none. A diagnostic has several lines.
 * `verbs`: what the changes of the plan are called, where that is another word than the action's.
 */
export function eventText(
  event: EngineEvent,
  view: View,
  verbs: ReadonlyMap<Address, Verb> = new Map(),
): string | undefined {
  const { paint } = view;
  switch (event.type) {
    case 'listing':
      if (event.kinds.length === 0) return undefined;
      return `Reading the account: ${event.kinds.map((kind) => titleOf(kind, view)).join(', ')}.`;
    case 'listed':
      return `  ${titleOf(event.kind, view)}: ${event.count} (${duration(event.ms)})`;
    case 'checking':
      return `Checking ${event.count} of ${titleOf(event.kind, view)} before anything is sent.`;
    case 'settling': {
      const waiting = `waiting ${duration(event.ms)} for the account to settle`;
      return `Looking for what ${subject(event.addresses, view)} may have made: ${waiting}.${deniedText(event.denied, view)}`;
    }
    case 'apply_started':
      return event.steps === 0 ? undefined : `Applying ${count(event.steps, 'step')}.`;
    case 'step_started':
      return `${subject(event.addresses, view)}: ${doing(event.step, verbIn(event, verbs))}...`;
    case 'step_done': {
      const what =
        event.kept === true ? paint.yellow('left in place') : paint.green(finished(event.step, verbIn(event, verbs)));
      return `${subject(event.addresses, view)}: ${what} (${duration(event.ms)})`;
    }
    case 'step_failed': {
      const who = subject(event.addresses, view);
      const summary = show(event.diagnostic.summary, view);
      // Most summaries begin with the address.
      const why = summary.startsWith(`${who}: `) ? summary.slice(who.length + 2) : summary;
      return `${who}: ${paint.red(failureWords(event.outcome))}: ${why}`;
    }
    case 'step_skipped': {
      const why = event.because === 'interrupted' ? 'interrupted' : `it waits for: ${show(event.because, view)}`;
      return `${subject(event.addresses, view)}: ${paint.yellow('skipped')} (${why})`;
    }
    case 'waiting': {
      const who = subject(event.addresses, view);
      if (event.because === 'denied') return `${who}: too many requests (429), sent again in ${duration(event.ms)}.`;
      return `${who}: waiting: the list does not show all that was done (${titleOf(event.kind, view)}), next look in ${duration(event.ms)}.`;
    }
    case 'diagnostic':
      return [...diagnosticText(event.diagnostic, view)].join('\n');
    case 'auditing':
      // That a list is read is nothing to be told, but that it is waited for.
      if (event.ms === 0) return undefined;
      return `Looking whether anything was bought twice: the list does not show all that was done (${titleOf(event.kind, view)}), next look in ${duration(event.ms)}.`;
    case 'apply_finished':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** They need not have made anything: why they are looked for all the same. */
function deniedText(denied: readonly Address[] = [], view: View): string {
  if (denied.length === 0) return '';
  const [was, it, is] = denied.length === 1 ? ['was', 'it', 'is'] : ['were', 'they', 'are'];
  return ` ${subject(denied, view)} ${was} answered "too many requests" (429): ${it} ${is} looked for before ${it} ${is} sent again.`;
}

/** Many resources can share one call. */
function subject(addresses: readonly Address[], view: View): string {
  const [first, ...rest] = addresses.map((address) => show(address, view));
  return rest.length === 0 ? (first ?? '') : `${first ?? ''} and ${rest.length} more`;
}

/** Steps that bind are taken one address at a time, so that the first speaks for all. */
function verbIn(
  { addresses, action }: { readonly addresses: readonly Address[]; readonly action: ChangeAction },
  verbs: ReadonlyMap<Address, Verb>,
): Verb {
  const [first] = addresses;
  return action === 'adopt' && first !== undefined ? (verbs.get(first) ?? action) : action;
}

/** A replacement has two steps of its own: `put` the new one, `remove` the old one. */
function doing(step: string, action: Verb): string {
  if (action !== 'replace') return ACTION_WORDS[action].doing;
  return step.startsWith('remove ') ? 'removing the old one' : 'creating the new one';
}

function finished(step: string, action: Verb): string {
  if (action !== 'replace') return ACTION_WORDS[action].done;
  return step.startsWith('remove ') ? 'old one removed' : 'new one created';
}

function failureWords(outcome: Failure['status']): string {
  switch (outcome) {
    case 'refused':
      return 'refused';
    case 'notSent':
      return 'not sent';
    case 'unknown':
      return 'OUTCOME UNKNOWN';
    default:
      return outcome satisfies never;
  }
}

function duration(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
