import { preparePlan } from '../engine/preparePlan.ts';
import type { PreparedPlan } from '../engine/preparePlan.ts';
import { KINDS } from '../kinds/index.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Emit } from '../model/event.ts';
import type { Manifest } from '../model/manifest.ts';
import { openIntents } from '../model/state.ts';
import type { State } from '../model/state.ts';
import { suggest } from '../manifest/suggest.ts';
import { plain } from '../model/text.ts';
import { checkAddress } from './checkAddress.ts';
import { CliError, cliError } from './cliError.ts';
import type { PlanningOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';
import { EXIT } from './exitCode.ts';
import { watchedKinds } from './watchedKinds.ts';

export interface PlanningInput {
  readonly read: ReadApi;
  readonly manifest: Manifest;
  readonly state: State;
  readonly emit: Emit;
  readonly destroy: boolean;
}

/** The plan that the options ask for; the same for `plan` and for `apply` (law 5). */
export async function makePlanFor(
  context: Context,
  { read, manifest, state, emit, destroy }: PlanningInput,
  options: PlanningOptions,
): Promise<PreparedPlan> {
  checkRecreated(manifest, state, options);
  const prepared = await preparePlan(
    { kinds: watchedKinds(context), read, system: context.system, emit },
    withGuards(manifest, options),
    state,
    {
      destroy,
      acceptEmpty: options.acceptEmpty === true,
      retryRefused: options.retryRefused === true,
      targets: options.target ?? [],
      excludes: options.exclude ?? [],
      enabled: new Set(options.enableElsServerRemoval === true ? ['enable-els-server-removal'] : []),
      ...recreated(options),
    },
  );
  return { ...prepared, diagnostics: prepared.diagnostics.map((told) => withSuggestion(told, manifest, state)) };
}

/** For a flag that names nothing, the address that was probably meant. */
function withSuggestion(diagnostic: Diagnostic, manifest: Manifest, state: State): Diagnostic {
  if (diagnostic.code !== 'selects-nothing') return diagnostic;
  const [, typed = ''] = /^--\w+ (.*) means nothing/su.exec(diagnostic.summary) ?? [];
  const known = new Set<string>([...manifest.desired.map(({ address }) => address), ...Object.keys(state.bindings)]);
  const meant = suggest(typed, known);
  return meant === undefined ? diagnostic : { ...diagnostic, help: `Did you mean \`${meant}\`? ${diagnostic.help}` };
}

/** Why there is no plan. While an outcome is unknown the exit code says so, whatever else is wrong. */
export function noPlan(diagnostics: readonly Diagnostic[], state: State): CliError {
  return new CliError(diagnostics, openIntents(state).length > 0 ? EXIT.unknown : EXIT.error);
}

function recreated({ recreate, recreateAll }: PlanningOptions) {
  if (recreateAll === true) return { recreate: 'all' as const };
  if (recreate === undefined) return {};
  return { recreate: new Set(recreate.map((address) => checkAddress(KINDS, address))) };
}

/** What no one declares and nothing is bound to cannot be bought again: it would be a slip that does nothing. */
function checkRecreated(manifest: Manifest, state: State, { recreate = [] }: PlanningOptions): void {
  if (recreate.length === 0) return;
  const declared = new Set<string>(manifest.desired.map(({ address }) => address));
  const stray = recreate.find((address) => !declared.has(address) && !Object.hasOwn(state.bindings, address));
  if (stray === undefined) return;
  throw cliError(
    'recreate-nothing',
    `--recreate names ${plain(stray)}, which is neither declared nor bound.`,
    'Correct the address: `clnform plan` shows what has vanished.',
  );
}

function withGuards(manifest: Manifest, { maxCreates, maxRemoves }: PlanningOptions): Manifest {
  const guards = {
    ...manifest.guards,
    ...(maxCreates === undefined ? {} : { maxCreates }),
    ...(maxRemoves === undefined ? {} : { maxRemoves }),
  };
  return { ...manifest, guards };
}
