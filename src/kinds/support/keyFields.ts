/** What the blocks of all kinds of keys have in common. */
export interface KeyBlock {
  readonly limit: number;
  readonly note?: string;
  /** `90d`: the schema allows nothing else. */
  readonly remove_stale_servers_after?: string;
}

/** The same in a spec, undeclared fields left out. */
export interface KeyFields {
  readonly limit: number;
  readonly note?: string;
  /** Days. */
  readonly remove_stale_servers_after?: number;
}

export function keyFields({ limit, note, remove_stale_servers_after: stale }: KeyBlock): KeyFields {
  return {
    limit,
    ...(note === undefined ? {} : { note }),
    ...(stale === undefined ? {} : { remove_stale_servers_after: Number(stale.slice(0, -1)) }),
  };
}
