import { preparePlan } from '../engine/preparePlan.ts';
import type { PreparedPlan } from '../engine/preparePlan.ts';
import { KINDS } from '../kinds/index.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { Emit } from '../model/event.ts';
import type { Manifest } from '../model/manifest.ts';
import type { State } from '../model/state.ts';
import { checkAddress } from './checkAddress.ts';
import type { PlanningOptions } from './commands/changeOptions.ts';
import type { Context } from './context.ts';

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
    enabled: new Set(options.enableElsServerRemoval === true ? ['enable-els-server-removal'] : []),
    ...recreated(options),
  });
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
