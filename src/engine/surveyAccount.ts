import type { Diagnostic } from '../model/diagnostic.ts';
import { holdersOf } from '../model/holders.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { AnyKind, FieldPolicy, ListScope } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { CondenseObject } from '../model/section.ts';
import type { Binding, State } from '../model/state.ts';
import { LiveIndex } from '../planner/liveIndex.ts';
import type { Observation } from '../planner/observation.ts';
import { observe, observeUnder, type ObserveDeps } from './observe.ts';

export interface SurveyOptions {
  /** Kinds that are wanted whole; absent: all that can be declared. What the state binds is always looked at. */
  readonly types?: ReadonlySet<string>;
  /** Look at what sits on each object, too: one call for each parent. */
  readonly children: boolean;
}

export interface Survey {
  readonly lists: Observation;
  /** What is to be declared, by kind. */
  readonly objects: ReadonlyMap<string, readonly CondenseObject[]>;
  /** With an error among them, something was not seen, and nothing may be concluded from the rest. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that the account holds of the kinds that can be declared. Reads, and reads only. */
export async function surveyAccount(deps: ObserveDeps, state: State, options: SurveyOptions): Promise<Survey> {
  const holders = holdersOf(state);
  const boundTypes = new Set(Object.values(state.bindings).map(({ type }) => type));
  const isWanted = (type: string): boolean => options.types?.has(type) ?? true;
  const kinds = [...deps.kinds.values()];
  const scopes = new Map(
    kinds
      .filter(({ section, type }) => section !== undefined && (isWanted(type) || boundTypes.has(type)))
      .map(({ type }) => [type, wholeScope(state, type)]),
  );
  const seen = await observe(deps, scopes);
  if (seen.diagnostics.length > 0) return { lists: seen.lists, objects: new Map(), diagnostics: seen.diagnostics };
  const under = kinds.flatMap(({ type, parent, update }) => {
    const parents = parent === undefined ? undefined : seen.lists.get(parent.type)?.objects;
    // A child that the API cannot move is never declared.
    if (parent === undefined || parents === undefined || update === undefined) return [];
    const looked = boundTypes.has(type) || (options.children && isWanted(parent.type));
    return looked ? [{ type, parent, parents }] : [];
  });
  const { lists, diagnostics } = await observeUnder(deps, seen.lists, under);
  const index = new LiveIndex(lists, (type) => deps.kinds.get(type)?.parent?.field);
  const objects = new Map<string, readonly CondenseObject[]>();
  for (const kind of kinds.filter(({ type }) => scopes.has(type))) {
    const { type } = kind;
    const below = under.filter(({ parent }) => parent.type === type);
    const found = index.all(type).flatMap((live): readonly CondenseObject[] => {
      const address = holders.get(type, live.id);
      const bound = address === undefined ? undefined : state.bindings[address];
      if (bound === undefined && !isWanted(type)) return [];
      const sitting = below
        .flatMap((child) => index.under(child.type, live.id))
        .filter((child) => options.children || holders.has(child.type, child.id));
      if (address === undefined || bound === undefined) return [{ live, children: sitting }];
      return [
        {
          live: withWritten(kind, live, bound),
          boundName: address.slice(type.length + 1),
          ...(bound.protect === true ? { protect: true } : {}),
          children: sitting,
        },
      ];
    });
    objects.set(type, found);
  }
  return { lists, objects, diagnostics };
}

/** The products that were last written are asked for, too: a list that goes by product shows no other. */
function wholeScope({ bindings }: State, type: string): ListScope {
  const specs = Object.values(bindings).flatMap((binding) => (binding.type === type ? [binding.applied] : []));
  return { all: true, specs, names: new Set(), under: [] };
}

/** The object with what was last written where no list shows it: declared, it stays managed. */
function withWritten({ fields }: AnyKind, live: Live, { applied }: Binding): Live {
  const spec: Record<string, Json> = { ...(live.spec as JsonObject) };
  for (const [field, policy] of Object.entries(fields as Readonly<Record<string, FieldPolicy>>)) {
    const written = applied[field];
    if (policy.writeOnly === undefined && policy.local !== true) continue;
    if (spec[field] === undefined && written !== undefined) spec[field] = written;
  }
  return { ...live, spec };
}
