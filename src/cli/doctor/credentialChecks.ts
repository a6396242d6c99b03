import type { Check } from '../../model/doctorReport.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { redact } from './redact.ts';

/** Where the secret key came from, in the words of the documents. */
export type CredentialSource = 'CLN_SECRET_KEY' | 'CLN_SECRET_KEY_FILE' | 'credential_process';

export type FoundCredentials =
  | { readonly status: 'found'; readonly source: CredentialSource; readonly login: string }
  | { readonly status: 'missing'; readonly diagnostic: Diagnostic; readonly login?: string };

/** Whether there are credentials, told without them. Whether the service takes them is `acceptedCheck`. */
export function credentialsCheck(found: FoundCredentials): Check {
  const common = { id: 'credentials', title: 'credentials' } as const;
  if (found.status === 'missing') {
    const { code, summary, help } = found.diagnostic;
    return {
      ...common,
      status: 'fail',
      detail: redact(summary, found.login).replace(/\.$/, ''),
      help: redact(help, found.login),
      data: { code },
    };
  }
  return { ...common, status: 'ok', detail: `from ${found.source}`, data: { source: found.source } };
}

/** What the service said to the first call with a token. */
export type Acceptance =
  | { readonly status: 'accepted' }
  /** No call was made, or its failure says nothing about the credentials. */
  | { readonly status: 'unseen' }
  | { readonly status: 'refused'; readonly aheadMs?: number };

/** A clock further off than this is the first thing to mend: tokens carry the time. */
const SUSPECT_MS = 60_000;

export function acceptedCheck(acceptance: Acceptance): Check {
  const common = { id: 'authorization', title: 'accepted by the service' } as const;
  switch (acceptance.status) {
    case 'accepted':
      return { ...common, status: 'ok', detail: 'yes' };
    case 'unseen':
      return { ...common, status: 'unknown', detail: 'no call with them was answered' };
    case 'refused': {
      const { aheadMs } = acceptance;
      const clock = aheadMs !== undefined && Math.abs(aheadMs) > SUSPECT_MS;
      return {
        ...common,
        status: 'fail',
        detail: 'Authorization failed',
        help: clock
          ? 'Set the clock of this machine first (see below): a token carries its time.'
          : 'Check CLN_LOGIN, and the secret key against the profile page of the CLN console.',
      };
    }
    default:
      return acceptance satisfies never;
  }
}
