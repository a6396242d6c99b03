import { createAccount, dumpAccount, type Account, type AccountContents } from './account.ts';
import { DEFAULT_CONTENTS } from './defaultContents.ts';
import type { EmulatorRequest, EmulatorResponse } from './exchange.ts';
import { FaultInjector } from './faultInjector.ts';
import type { FaultRule } from './faults.ts';
import { History } from './history.ts';
import { Ids } from './ids.ts';
import { Ledger, type LedgerRecord } from './ledger.ts';
import { seededRandom, type Random } from './random.ts';
import { RateLimit } from './rateLimit.ts';
import { Render } from './render.ts';
import { Service } from './service.ts';
import { DEFAULT_SHAPE, type Shape } from './shapes.ts';
import { makeToken } from './token.ts';

/** Everything has a default: `createEmulator()` is a new account of `acme`. */
export interface EmulatorOptions {
  /** Default `acme`. */
  readonly login?: string;
  /** Default `emulator-secret`. */
  readonly secret?: string;
  /** What the account holds at the start; default: the three default keys. */
  readonly contents?: AccountContents;
  readonly shape?: Partial<Shape>;
  readonly faults?: readonly FaultRule[];
  /** Calls that are answered in any second; the rest get 429. Default: no limit. */
  readonly rate?: number;
  /** Milliseconds since 1970 UTC; default: the machine's clock. */
  readonly now?: () => number;
  /** Of everything random: new keys, shuffled lists, faults by probability. Default 1. */
  readonly seed?: number;
  /** Instead of the generators that `seed` starts. */
  readonly random?: Random;
  /** Seconds that a token's time may be off; default 300. */
  readonly allowedSkew?: number;
  /** Where calls seem to come from; `register_key.plain` looks for a licence there. Default 127.0.0.1. */
  readonly clientIp?: string;
  /** Accept backups of server ids that no Imunify key has. */
  readonly backupsForAnyServer?: boolean;
  /** Gets the ledger's records as they come: a call, then what it changed. */
  readonly onRecords?: (records: readonly LedgerRecord[]) => void;
}

/** A CLN account without a socket. Calls are answered one after the other, so each is atomic. */
export interface Emulator {
  readonly login: string;
  readonly secret: string;
  /** Change a table to do what no call can: a server that checks in, a key that vanishes, an IP that is taken. */
  readonly account: Account;
  readonly ledger: Ledger;
  readonly faults: FaultInjector;
  handle(request: EmulatorRequest): EmulatorResponse;
  /** The same call by a person in the web console: no token, no faults, `by: console` in the ledger. */
  console(request: EmulatorRequest): EmulatorResponse;
  /** A token that is valid now. */
  token(): string;
  dump(): AccountContents;
}

/** Makes an account of its own; costs microseconds when it is empty, so that a property test can make thousands. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { login = 'acme', secret = 'emulator-secret', seed = 1, now = Date.now } = options;
  // One stream each, so that a fault rule does not change the keys that a run gives out.
  const stream = (index: number): Random => options.random ?? seededRandom(seed * 3 + index);
  const ledger = new Ledger(options.onRecords);
  const account = createAccount(options.contents ?? DEFAULT_CONTENTS, ledger.watch);
  const shape: Shape = { ...DEFAULT_SHAPE, ...options.shape };
  const faults = new FaultInjector(stream(0), options.faults ?? []);
  const service = new Service({
    account,
    ledger,
    faults,
    rate: options.rate === undefined ? undefined : new RateLimit(options.rate),
    history: new History(shape.lag),
    ids: new Ids(stream(1), account),
    render: new Render(shape, stream(2)),
    tokens: { login, secret, allowedSkew: options.allowedSkew ?? 300 },
    clientIp: options.clientIp ?? '127.0.0.1',
    backupsForAnyServer: options.backupsForAnyServer ?? false,
    now,
  });
  return {
    login,
    secret,
    account,
    ledger,
    faults,
    handle: (request) => service.serve(request, 'api'),
    console: (request) => service.serve(request, 'console'),
    token: () => makeToken(login, secret, now()),
    dump: () => dumpAccount(account),
  };
}
