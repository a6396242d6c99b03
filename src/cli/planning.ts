import { preparePlan } from '../engine/preparePlan.ts';
import type { PreparedPlan } from '../engine/preparePlan.ts';
import { KINDS } from '../kinds/index.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Emit } from '../model/event.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import { checkAddress } from './checkAddress.ts';
import { CliError } from './cliError.ts';
import type { PlanningOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';
import { EXIT } from './exitCode.ts';

export interface PlanningInput {
  readonly read: ReadApi;
  readonly manifest: Manifest;
  readonly state: State;
  readonly emit: Emit;
  readonly destroy: boolean;
}

/** The plan that the options ask for; the same for `plan` and for `apply` (law 5). */
export function makePlanFor(
  context: Context,
  { read, manifest, state, emit, destroy }: PlanningInput,
  options: PlanningOptions,
): Promise<PreparedPlan> {
  return preparePlan({ kinds: KINDS, read, system: context.system, emit }, withGuards(manifest, options), state, {
    destroy,
    acceptEmpty: options.acceptEmpty === true,
    retryRefused: options.retryRefused === true,
    enabled: new Set(options.enableElsServerRemoval === true ? ['enable-els-server-removal'] : []),
    ...recreated(options),
  });
}

/** Why there is no plan. While an outcome is unknown that is what must be settled first, and the exit code says so. */
export function noPlan(diagnostics: readonly Diagnostic[]): CliError {
  const unknown = diagnostics.some(({ code }) => code === 'intent-open');
  return new CliError(diagnostics, unknown ? EXIT.unknown : EXIT.error);
}

function recreated({ recreate, recreateAll }: PlanningOptions) {
  if (recreateAll === true) return { recreate: 'all' as const };
  if (recreate === undefined) return {};
  return { recreate: new Set(recreate.map((address) => checkAddress(KINDS, address))) };
}

function withGuards(manifest: Manifest, { maxCreates, maxRemoves }: PlanningOptions): Manifest {
  const guards = {
    ...manifest.guards,
    ...(maxCreates === undefined ? {} : { maxCreates }),
    ...(maxRemoves === undefined ? {} : { maxRemoves }),
  };
  return { ...manifest, guards };
}
