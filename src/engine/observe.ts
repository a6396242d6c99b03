import { ApiError } from '../model/apiError.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Emit } from '../model/event.ts';
import type { KindRegistry, ListScope } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { System } from '../model/system.ts';
import type { LookUnder } from '../planner/draft.ts';
import type { ObservedKind } from '../planner/observation.ts';
import { registered } from '../planner/registered.ts';

export interface ObserveDeps {
  readonly kinds: KindRegistry;
  readonly read: ReadApi;
  readonly system: System;
  readonly emit: Emit;
}

export interface Observed {
  readonly lists: ReadonlyMap<string, ObservedKind>;
  readonly diagnostics: readonly Diagnostic[];
}

/** All lists at once, each whole or an error: a list that failed is never taken for an empty one. */
export async function observe(deps: ObserveDeps, scopes: ReadonlyMap<string, ListScope>): Promise<Observed> {
  deps.emit({ type: 'listing', kinds: [...scopes.keys()] });
  const lists = new Map<string, ObservedKind>();
  const diagnostics: Diagnostic[] = [];
  await Promise.all(
    [...scopes].map(async ([type, scope]) => {
      const objects = await listKind(deps, type, scope, diagnostics);
      if (objects !== undefined) lists.set(type, { objects, whole: scope.all, under: new Set() });
    }),
  );
  return { lists, diagnostics };
}

/** Adds the children under the given parents to what was observed. */
export async function observeUnder(
  deps: ObserveDeps,
  lists: ReadonlyMap<string, ObservedKind>,
  wanted: readonly LookUnder[],
): Promise<Observed> {
  const next = new Map(lists);
  const diagnostics: Diagnostic[] = [];
  await Promise.all(
    wanted.map(async ({ type, parents }) => {
      const scope: ListScope = { all: true, specs: [], names: new Set(), under: parents };
      const objects = await listKind(deps, type, scope, diagnostics);
      if (objects === undefined) return;
      const before = lists.get(type);
      // A child that moved between two looks is where it was seen last, and nowhere else.
      const byId = new Map([...(before?.objects ?? []), ...objects].map((live) => [live.id, live]));
      next.set(type, {
        objects: [...byId.values()],
        whole: false,
        under: new Set([...(before?.under ?? []), ...parents.map((parent) => parent.id)]),
      });
    }),
  );
  return { lists: next, diagnostics };
}

async function listKind(
  deps: ObserveDeps,
  type: string,
  scope: ListScope,
  diagnostics: Diagnostic[],
): Promise<readonly Live[] | undefined> {
  const kind = registered(deps.kinds, type);
  const started = deps.system.now();
  try {
    const objects = await kind.list(deps.read, scope);
    deps.emit({ type: 'listed', kind: type, count: objects.length, ms: deps.system.now() - started });
    return objects;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    diagnostics.push(error.diagnostic);
    return undefined;
  }
}
