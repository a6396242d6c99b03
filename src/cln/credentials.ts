import { inspect } from 'node:util';
import { token } from './token.ts';

const HIDDEN = '***';

/** A shorter secret may stand in any text by chance, and would make whole accounts unreadable. */
const SHORTEST_SECRET = 8;

/** A login with its secret. The secret can be used but not read: it stays out of JSON, templates and inspection. */
export class Credentials {
  readonly login: string;
  readonly #secret: string;

  constructor(login: string, secret: string) {
    this.login = login;
    this.#secret = secret;
  }

  /** A fresh token for a moment in milliseconds since 1970 UTC. */
  tokenAt(nowMs: number): string {
    return token(this.login, this.#secret, Math.floor(nowMs / 1000));
  }

  /**
   * Text from elsewhere with the secret, and every token or token hash, struck out: a server or a proxy may echo the
   * request, and an echo would carry the credential into a log.
   */
  conceal(text: string): string {
    let safe = text.replace(TOKEN, HIDDEN);
    for (const form of spellings(this.#secret)) safe = safe.replaceAll(form, HIDDEN);
    return safe;
  }

  /**
   * Whether an answer holds the secret, the hash of the token that it was asked with, or any token, in one of the
   * spellings that `conceal` knows or with JSON's escapes. A long hexadecimal word alone may be someone's id.
   */
  isRepeatedIn(text: string, sent: string): boolean {
    const hash = sent.slice(sent.lastIndexOf('|') + 1);
    const telling = new RegExp(`${WHOLE_TOKEN}|${hash}`, 'i');
    const secrets = this.#secret.length < SHORTEST_SECRET ? [] : spellings(this.#secret);
    const holds = (form: string): boolean => telling.test(form) || secrets.some((secret) => form.includes(secret));
    return holds(text) || (ESCAPED.test(text) && holds(unescaped(text)));
  }

  toString(): string {
    return `Credentials(${this.login}, ${HIDDEN})`;
  }

  toJSON(): { login: string; secret: string } {
    return { login: this.login, secret: HIDDEN };
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

const BAR = /\||%(?:25)*7c|&#(?:124|x7c);|&(?:verbar|vert|VerticalLine);/.source;

/** A token but for its login, its separators spelled in any usual way. */
const WHOLE_TOKEN = `(?:${BAR})\\d{1,20}(?:${BAR})[0-9a-f]{40}`;

/** The same, or a hash alone, which is a token's only secret part. Nothing in it can make a long text slow to search. */
const TOKEN = new RegExp(`${WHOLE_TOKEN}|[0-9a-f]{40,}`, 'gi');

/** What JSON may write in place of a character that needs no escape, as far as secrets and tokens have such. */
const ESCAPED = /\\(?:u00([2-9a-f][0-9a-f])|\/)/i;

function unescaped(text: string): string {
  return text.replace(new RegExp(ESCAPED, 'gi'), (_, code: string | undefined) =>
    code === undefined ? '/' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function spellings(secret: string): readonly string[] {
  if (secret === '') return [];
  // A lone surrogate cannot be percent-encoded; on the wire it is U+FFFD.
  const encoded = encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'));
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = new Set([secret, encoded, encoded.toLowerCase(), encoded.replaceAll('%20', '+'), json]);
  // The longest first, so that no shorter spelling leaves the rest of a longer one behind.
  return [...forms].sort((a, b) => b.length - a.length);
}
