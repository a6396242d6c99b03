import type { Account } from './account.ts';
import { writeAnswer, writeFault, writeHtml, writeRefusal } from './answers.ts';
import { CallArguments } from './callArguments.ts';
import type { EmulatorRequest, EmulatorResponse } from './exchange.ts';
import type { FaultInjector } from './faultInjector.ts';
import type { FaultRule } from './faults.ts';
import type { History } from './history.ts';
import type { Ids } from './ids.ts';
import type { RateLimit } from './rateLimit.ts';
import type { CallRecord, Ledger } from './ledger.ts';
import { Refusal } from './refusal.ts';
import type { Render } from './render.ts';
import type { Answer, CallFlag, Route } from './route.ts';
import { endpointOf, findRoute } from './router.ts';
import { isValidToken, type TokenCheck } from './token.ts';

/** What a service is made of; `emulator.ts` joins it. */
export interface ServiceParts {
  readonly account: Account;
  readonly ledger: Ledger;
  readonly faults: FaultInjector;
  readonly rate: RateLimit | undefined;
  readonly history: History;
  readonly ids: Ids;
  readonly render: Render;
  readonly tokens: TokenCheck;
  readonly clientIp: string;
  readonly backupsForAnyServer: boolean;
  now(): number;
}

/** One call under way. */
interface Incoming {
  readonly by: CallRecord['by'];
  readonly seq: number;
  readonly time: number;
  readonly route: Route;
  readonly pairs: readonly (readonly [string, string])[];
  readonly body: string;
  readonly fault: FaultRule | undefined;
}

/** The answer that the caller would have without a fault, and what the ledger keeps of it. */
interface Carried {
  readonly answer: EmulatorResponse;
  readonly result: Pick<CallRecord, 'applied' | 'outcome' | 'refusal' | 'misprint' | 'untypedRemoval'>;
}

/** From a request to its answer: find the route, let a fault strike, check the token, run the handler, write it down. */
export class Service {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  serve(request: EmulatorRequest, by: CallRecord['by']): EmulatorResponse {
    const { faults, ledger, rate, render } = this.#parts;
    const { method, body = '' } = request;
    const seq = ledger.open();
    const time = this.#parts.now();
    const found = findRoute(method, request.path);
    if (found.status !== 'found') {
      const answer = found.status === 'nowhere' ? writeHtml(404, '404 Not Found') : writeHtml(405, '405 Not Allowed');
      const query = withoutToken(request.query ?? []);
      const endpoint = withoutTokenSegment(request.path);
      const nothing = { mutating: false, applied: false, outcome: 'not-found', status: answer.status } as const;
      ledger.close({ record: 'call', seq, time, by, method, endpoint, query, ...nothing });
      return dated(answer, time);
    }
    const { route } = found;
    const endpoint = endpointOf(route);
    const fault = by === 'api' ? (faults.strike(endpoint, method, route.effect) ?? rate?.strike(time)) : undefined;
    const pairs = [...found.parameters, ...(request.query ?? [])];
    const call = { by, seq, time, route, pairs, body, fault };
    const carried = fault?.when === 'before' ? undefined : this.#carryOut(call);
    const answer = fault === undefined ? carried?.answer : writeFault(fault, route, render.shape, carried?.answer);
    if (answer === undefined) throw new Error(`no answer for ${endpoint}`);
    ledger.close({
      ...{ record: 'call', seq, time, by, method, endpoint, query: withoutToken(pairs) },
      ...(body === '' ? {} : { body }),
      mutating: route.effect === 'write',
      ...(carried?.result ?? { applied: false, outcome: 'not-reached' }),
      ...(fault === undefined ? {} : { fault: { do: fault.do, when: fault.when } }),
      status: answer.status,
    });
    return dated(answer, time);
  }

  #carryOut(call: Incoming): Carried {
    const { render, tokens } = this.#parts;
    const { route } = call;
    const args = new CallArguments(call.pairs);
    const needsToken = route.auth === 'token' && call.by === 'api';
    if (needsToken && !isValidToken(args.optional('token'), tokens, call.time)) {
      const answer = writeRefusal(route, render.shape, 'Authorization failed');
      return { answer, result: { applied: false, outcome: 'unauthorised', refusal: 'Authorization failed' } };
    }
    const flags = new Set<CallFlag>();
    const marks = () => ({
      ...(flags.has('misprint') ? { misprint: true as const } : {}),
      ...(flags.has('untyped-removal') ? { untypedRemoval: true as const } : {}),
    });
    try {
      const answer = this.#run(call, args, flags);
      const result = { applied: true, outcome: 'done', ...marks() } as const;
      return { answer: writeAnswer(route, render.shape, answer), result };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = writeRefusal(route, render.shape, error.message);
      return { answer, result: { applied: false, outcome: 'refused', refusal: error.message, ...marks() } };
    }
  }

  #run({ route, seq, time, body, fault }: Incoming, args: CallArguments, flags: Set<CallFlag>): Answer {
    const { account, history, ids, ledger, render, clientIp, backupsForAnyServer } = this.#parts;
    const context = { args, render, ids, now: time, body, clientIp, backupsForAnyServer };
    const flag = (name: CallFlag) => void flags.add(name);
    if (route.effect !== 'write') {
      const lagging = route.effect === 'list' ? history.visible(account, seq, time) : account;
      return route.run({ ...context, flag, account: fault?.do === 'stale' ? history.stale(account) : lagging });
    }
    const remember = this.#keepsPast() ? history.prepare(account, seq, time) : undefined;
    const eventsBefore = ledger.events.length;
    const answer = route.run({ ...context, flag, account });
    if (ledger.events.length > eventsBefore) remember?.();
    return answer;
  }

  /** Copies of a large account are not free, so they are made only when some list may ask for them. */
  #keepsPast(): boolean {
    return this.#parts.history.lags || this.#parts.faults.rules.some((rule) => rule.do === 'stale');
  }
}

function dated(answer: EmulatorResponse, time: number): EmulatorResponse {
  return { ...answer, headers: { ...answer.headers, date: new Date(time).toUTCString() } };
}

function withoutToken(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...pairs].filter(([name]) => name !== 'token'));
}

/** A path that leads nowhere may still carry a token, the way `nagios-res` does. */
function withoutTokenSegment(path: string): string {
  const segments = path.split('/');
  return segments.map((segment) => (/\||%7c/i.test(segment) ? '(token)' : segment)).join('/');
}
