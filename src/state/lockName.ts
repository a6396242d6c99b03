import { createHash } from 'node:crypto';

/** Leaves room for the endings of drafts in the 255 bytes that file systems give a name. */
const MAX_LENGTH = 150;

/**
 * The name of an account's lock file, in the folder of its state. A login is foreign text: anything but plain letters,
 * digits, `-`, `_`, `.` and `@` is percent-encoded, so that no login names another folder or another account's lock.
 */
export function lockName(account: string): string {
  let encoded = '';
  for (const byte of Buffer.from(account, 'utf8')) {
    const char = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9_.@-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  if (encoded.length > MAX_LENGTH) {
    encoded = `${encoded.slice(0, 40)}%${createHash('sha256').update(account, 'utf8').digest('hex')}`;
  }
  return `.clnform-${encoded}.lock`;
}
