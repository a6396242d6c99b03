import { CLOUDLINUX_CODES, ELS_CODES, IMUNIFY_CODES } from '../../model/product.ts';
import { plain } from '../../model/text.ts';

const CODES: ReadonlySet<string> = new Set([...CLOUDLINUX_CODES, ...ELS_CODES, ...IMUNIFY_CODES]);

/**
 * Foreign text, such as a refusal, for a report that anyone may read: without addresses, e-mail addresses, URLs, whole
 * paths, the login, and anything that looks like an id or a key.
 */
export function redact(text: string, login?: string): string {
  const safe = plain(text)
    .replace(/\b[a-z][a-z0-9+.-]{0,15}:\/\/[^\s<>"']{1,500}/gi, '<url>')
    .replace(/[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}/g, '<e-mail>')
    .replace(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\.\d)/g, '<ip>')
    .replace(/(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])/gi, '<ip>')
    .replace(/(?<![\w:])(?:(?:[0-9a-f]{1,4}:){1,7}|:):(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?(?![\w:])/gi, '<ip>')
    .replace(/(?<![\w.<])(?:\/[^\s/,;:'"()]{1,255}){2,40}/g, (path) => `…${path.slice(path.lastIndexOf('/'))}`)
    .replace(/(?<![\w-])[\w-]{10,}(?![\w-])/g, (word) => (/\d/.test(word) && !CODES.has(word) ? '<id>' : word))
    .replace(/(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|io|example|local|internal|lan)\b/gi, '<host>');
  return login === undefined || login === '' ? safe : safe.replaceAll(login, '<login>');
}
