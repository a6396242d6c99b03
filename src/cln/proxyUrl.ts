import type { Diagnostic } from '../model/diagnostic.ts';

/** The proxy as a user gave it (`HTTPS_PROXY`), as a URL; without a scheme it is an http proxy, as curl has it. */
export function parseProxyUrl(text: string): URL | Diagnostic {
  const full = text.includes('://') ? text.trim() : `http://${text.trim()}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '') return url;
  return {
    severity: 'error',
    code: 'invalid-proxy-url',
    summary: 'The proxy URL cannot be used: it is not the URL of an http or https proxy.',
    help: 'Give HTTPS_PROXY in the form http://proxy.example:3128, or unset it.',
  };
}
