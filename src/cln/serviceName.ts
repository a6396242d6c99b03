import { isLoopback } from './apiRoot.ts';

/**
 * A name for the service behind an API URL as a user gave it, the same for each way to write it: letter case, a default
 * port, slashes at the end, `localhost` for `127.0.0.1`. What is no URL names itself.
 */
export function serviceName(text: string): string {
  if (!URL.canParse(text.trim())) return text;
  const url = new URL(text.trim());
  const host = isLoopback(url.hostname) ? `loopback:${url.port}` : url.host;
  return `${url.protocol}//${host}${url.pathname.replace(/\/+$/, '')}`;
}
