import { ApiError } from '../model/apiError.ts';
import type { Emit, EngineEvent } from '../model/event.ts';
import type { KindRegistry, ListScope } from '../model/kind.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { Live } from '../model/live.ts';
import type { Intent, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { registered } from '../planner/registered.ts';
import { canaryOf, judgeIntent, type OpenReason, type Verdict } from './judgeIntent.ts';
import { pause } from '../model/pause.ts';
import type { RecoveryOptions } from './recovery.ts';

export interface LookDeps {
  readonly kinds: KindRegistry;
  readonly read: ReadApi;
  readonly system: System;
  readonly emit: Emit;
}

export interface Judged {
  readonly intent: Intent;
  readonly verdict: Verdict;
}

/** A list that has not come to rest after so many looks is left to the next run. */
const MOST_LOOKS = 4;

/**
 * Looks for what the intents made: one list per kind and look, one settling time for all of them, and only as many
 * looks as it takes. Reads the account and changes nothing. Never throws for what the service does. `since`: of those
 * that were denied, what was made of their kind from then on, where that is known.
 */
export async function lookForIntents(
  deps: LookDeps,
  state: State,
  intents: readonly Intent[],
  options: RecoveryOptions,
  stopping: () => boolean,
  since: ReadonlyMap<Intent, readonly string[]> = new Map(),
): Promise<readonly Judged[]> {
  const verdicts = new Map<Intent, Verdict>();
  const looks = new Map<string, (readonly Live[])[]>();
  let waiting = [...intents];
  for (let round = 1; waiting.length > 0; round += 1) {
    if (round > 1) {
      deps.emit(settling(waiting, options.settleMs));
      await pause(deps.system, stopping, options.settleMs);
    }
    if (stopping()) {
      for (const intent of waiting) verdicts.set(intent, left({ name: 'interrupted' }));
      break;
    }
    await Promise.all(
      [...new Set(waiting.map(({ type }) => type))].map(async (type) => {
        const own = waiting.filter((intent) => intent.type === type);
        const unseen = await look(deps, state, type, own, looks);
        for (const intent of own) {
          const verdict = unseen ?? judge(deps, state, intent, looks.get(type) ?? [], options, since.get(intent));
          if (verdict === undefined || (isRestless(verdict) && round < MOST_LOOKS)) continue;
          verdicts.set(intent, verdict);
        }
      }),
    );
    waiting = waiting.filter((intent) => !verdicts.has(intent));
  }
  return leaveContested(
    intents.map((intent) => ({ intent, verdict: verdicts.get(intent) ?? left({ name: 'unsettled' }) })),
  );
}

function settling(waiting: readonly Intent[], ms: number): EngineEvent {
  const addresses = waiting.map(({ address }) => address);
  const denied = waiting.filter((intent) => intent.denied === true).map(({ address }) => address);
  return { type: 'settling', addresses, ...(denied.length === 0 ? {} : { denied }), ms };
}

/** Adds one list to the looks of a kind; the reason when there is none. */
async function look(
  { kinds, read }: LookDeps,
  state: State,
  type: string,
  intents: readonly Intent[],
  looks: Map<string, (readonly Live[])[]>,
): Promise<Verdict | undefined> {
  const kind = kinds.get(type);
  if (kind === undefined) return left({ name: 'unknown-kind' });
  const canary = canaryOf(state, type);
  const specs = [...intents.map(({ spec }) => spec), ...(canary === undefined ? [] : [canary.applied])];
  const scope: ListScope = {
    all: intents.some(({ marker, delta }) => marker === undefined && delta === undefined),
    specs,
    names: new Set(),
    under: [],
  };
  try {
    looks.set(type, [...(looks.get(type) ?? []), await kind.list(read, scope)]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return left({ name: 'unseen', endpoint: error.endpoint });
  }
}

function judge(
  { kinds, system }: LookDeps,
  state: State,
  intent: Intent,
  looks: readonly (readonly Live[])[],
  options: RecoveryOptions,
  since: readonly string[] | undefined,
): Verdict | undefined {
  const kind = registered(kinds, intent.type);
  return judgeIntent({ intent, kind, looks, state, now: system.now(), options, since });
}

/** More looking may help. */
function isRestless(verdict: Verdict): boolean {
  return verdict.status === 'open' && (verdict.why.name === 'unsettled' || verdict.why.name === 'behind');
}

/** Two intents that one object fits: neither gets it. */
function leaveContested(judged: readonly Judged[]): readonly Judged[] {
  const claims = new Map<string, number>();
  const keyOf = ({ intent, verdict }: Judged): string =>
    verdict.status === 'made' ? `${intent.type}/${verdict.live.id}` : '';
  for (const one of judged) claims.set(keyOf(one), (claims.get(keyOf(one)) ?? 0) + 1);
  return judged.map((one) => {
    const { intent, verdict } = one;
    if (verdict.status !== 'made' || claims.get(keyOf(one)) === 1) return one;
    return { intent, verdict: { status: 'open', why: { name: 'several' }, candidates: [verdict.live] } };
  });
}

function left(why: OpenReason): Verdict {
  return { status: 'open', why, candidates: [] };
}
