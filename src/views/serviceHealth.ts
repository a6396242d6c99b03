/** One flag of `/status.json`, judged. */
export interface HealthFlag {
  /** The service's own name. */
  readonly flag: string;
  readonly value: boolean;
  /** For people; for a flag that no document explains, its name. */
  readonly meaning: string;
  /** Undefined: a flag that is not known cannot be judged. */
  readonly good?: boolean;
}

export interface HealthGroup {
  readonly title: string;
  readonly flags: readonly HealthFlag[];
}

export interface Health {
  /** Every flag that is known is as it should be, and there is at least one. */
  readonly healthy: boolean;
  /** `unknown`: no flag that is documented was sent, so that nothing can be said. */
  readonly verdict: 'healthy' | 'trouble' | 'unknown';
  /** Flags that the texts promise and that were not sent: nothing is known of what they stand for. */
  readonly missing: readonly string[];
  readonly groups: readonly HealthGroup[];
}

interface Known {
  readonly flag: string;
  readonly meaning: string;
  /** The value that is no trouble. */
  readonly good: boolean;
}

/** The flags of "System status API" (2024 text), grouped by what fails with them. */
const KNOWN: readonly { readonly title: string; readonly flags: readonly Known[] }[] = [
  {
    title: 'Databases',
    flags: [
      { flag: 'db_clweb_connected', meaning: 'clweb database connected', good: true },
      { flag: 'db_clweb_online', meaning: 'clweb database online', good: true },
      { flag: 'db_rhn_connected', meaning: 'rhn database connected', good: true },
      { flag: 'db_rhn_online', meaning: 'rhn database online', good: true },
    ],
  },
  {
    title: 'Registration',
    flags: [
      { flag: 'rhn_overloaded', meaning: 'registration server overloaded', good: false },
      { flag: 'rhn_queue_full', meaning: 'registration queue full', good: false },
      { flag: 'ip_server_reg', meaning: 'registration of servers by IP allowed', good: true },
    ],
  },
  { title: 'Services', flags: [{ flag: 'xmlrpc', meaning: 'XML-RPC service alive', good: true }] },
];

/** Judges what `/status.json` says. Flags that it did not send are not made up. */
export function serviceHealth(flags: Readonly<Record<string, boolean>>): Health {
  const groups: HealthGroup[] = [];
  const seen = new Set<string>();
  for (const { title, flags: known } of KNOWN) {
    const judged: HealthFlag[] = [];
    for (const { flag, meaning, good } of known) {
      const value = Object.hasOwn(flags, flag) ? flags[flag] : undefined;
      if (value === undefined) continue;
      seen.add(flag);
      judged.push({ flag, value, meaning, good: value === good });
    }
    if (judged.length > 0) groups.push({ title, flags: judged });
  }
  const others = Object.keys(flags).filter((flag) => !seen.has(flag));
  const unknown = others.sort().map((flag) => ({ flag, value: flags[flag] === true, meaning: flag }));
  const all = groups.flatMap((group) => group.flags);
  const verdict = all.length === 0 ? 'unknown' : all.every(({ good }) => good) ? 'healthy' : 'trouble';
  const promised = KNOWN.flatMap((group) => group.flags.map(({ flag }) => flag));
  const missing = promised.filter((flag) => !seen.has(flag));
  if (unknown.length > 0) groups.push({ title: 'Not documented', flags: unknown });
  return { healthy: verdict === 'healthy', verdict, missing, groups };
}
