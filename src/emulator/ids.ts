import type { Account } from './account.ts';
import type { Random } from './random.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** What stands after `IM` in a key of each code: the texts show IM1… and IMUN…. */
const IMUNIFY_TAGS: Readonly<Record<string, string>> = {
  AVP: 'A',
  '360_1': '1',
  '360_5': '5',
  '360_30': '30',
  '360_250': '250',
  '360_UN': 'UN',
};

/** Makes keys and ids that look like the documents' and were never given out in this account before. */
export class Ids {
  readonly #random: Random;
  readonly #used = new Set<string>();
  #lastBackup = 0;

  constructor(random: Random, account: Account) {
    this.#random = random;
    for (const { key } of account.imunifyKeys.rows()) this.#used.add(key);
    for (const { key } of account.kernelcareKeys.rows()) this.#used.add(key);
    for (const { key } of account.elsKeys.rows()) this.#used.add(key);
    for (const { key } of account.cloudlinuxKeys.rows()) this.#used.add(key);
    for (const { id } of account.backups.rows()) this.#lastBackup = Math.max(this.#lastBackup, Number(id));
  }

  imunifyKey(code: string): string {
    return this.#fresh(() => `IM${IMUNIFY_TAGS[code] ?? ''}${this.#letters(UPPER, 16)}`);
  }

  kernelcareKey(): string {
    return this.#fresh(() => this.#letters(MIXED, 16));
  }

  elsKey(productType: string): string {
    return this.#fresh(() => `${productType}-${this.#letters(MIXED, 24)}`);
  }

  cloudlinuxKey(): string {
    return this.#fresh(() => this.#letters(LOWER, 20));
  }

  backup(): string {
    this.#lastBackup += 1;
    return String(this.#lastBackup);
  }

  /** A constant source of chance would never give a second id, so a counter breaks the tie. */
  #fresh(make: () => string): string {
    let id = make();
    while (this.#used.has(id)) id = `${make().slice(0, -4)}${String(this.#used.size).padStart(4, '0')}`;
    this.#used.add(id);
    return id;
  }

  #letters(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphabet.charAt(Math.floor(this.#random() * alphabet.length));
    return text;
  }
}
