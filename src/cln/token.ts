import { createHash } from 'node:crypto';

/** `login|unix_seconds|sha1hex(secret + unix_seconds)`: API overview, "Authentication token". Not yet percent-encoded. */
export function token(login: string, secret: string, unixSeconds: number): string {
  const hash = createHash('sha1')
    .update(`${secret}${String(unixSeconds)}`, 'utf8')
    .digest('hex');
  return `${login}|${String(unixSeconds)}|${hash}`;
}
