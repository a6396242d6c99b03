import { createHash } from 'node:crypto';

/** Whose tokens are accepted, and how far off they may be. */
export interface TokenCheck {
  readonly login: string;
  readonly secret: string;
  /** Seconds that the caller's clock may be off, either way. The documents give none. */
  readonly allowedSkew: number;
}

/** `login|unix_seconds|sha1hex(secret + unix_seconds)` (2024 text, "Authentication token"); `now` in milliseconds. */
export function makeToken(login: string, secret: string, now: number): string {
  const seconds = String(Math.floor(now / 1000));
  return [login, seconds, sha1(secret + seconds)].join('|');
}

/** True only for lower-case hex, the right login and a time within the allowed skew. */
export function isValidToken(token: string | undefined, check: TokenCheck, now: number): boolean {
  const [login, seconds, digest, ...rest] = (token ?? '').split('|');
  if (login !== check.login || seconds === undefined || digest === undefined || rest.length > 0) return false;
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(Math.floor(now / 1000) - Number(seconds)) > check.allowedSkew) return false;
  return digest === sha1(check.secret + seconds);
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
