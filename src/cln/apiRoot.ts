import { isIPv4 } from 'node:net';
import type { Diagnostic } from '../model/diagnostic.ts';

/** The root that both texts name. */
export const PRODUCTION_ROOT = 'https://cln.cloudlinux.com/api';

declare const checked: unique symbol;

/** A root that may be sent tokens: https, or plain http on this machine. No slash at its end. Made by `parseApiRoot`. */
export type ApiRoot = string & { readonly [checked]: true };

/** The root as a user gave it (`CLN_API_URL`), or what is wrong with it. */
export function parseApiRoot(text: string): ApiRoot | Diagnostic {
  if (!URL.canParse(text.trim())) return invalid('it is not a URL');
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return invalid('it is neither https nor http');
  if (url.username !== '' || url.password !== '') return invalid('it holds a user name or a password');
  if (url.search !== '' || url.hash !== '') return invalid('it holds a query or a fragment');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return {
      severity: 'error',
      code: 'insecure-api-url',
      summary: 'The API URL is plain http: the token would cross the network in the clear.',
      help: 'Use https. Plain http is accepted for loopback addresses only, such as those of the emulator.',
    };
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}` as ApiRoot;
}

/** A host that never leaves this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}

function invalid(why: string): Diagnostic {
  return {
    severity: 'error',
    code: 'invalid-api-url',
    summary: `The API URL cannot be used: ${why}.`,
    help: `Give CLN_API_URL in the form ${PRODUCTION_ROOT}, or leave it out for that root.`,
  };
}
