/** How an address stands with the licence types of CLN. Types are those of "IP license product types". */
export interface IpStanding {
  readonly ip: string;
  /** Types that this account holds there. */
  readonly owned: readonly number[];
  /** Types that are registered there by someone else. */
  readonly taken: readonly number[];
  /** Types that this account could register there. */
  readonly available: readonly number[];
}
