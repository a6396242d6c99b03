import type { Api } from '../model/api/api.ts';
import type { Emit } from '../model/event.ts';
import type { KindRegistry } from '../model/kind.ts';
import type { StateStore } from '../model/stateStore.ts';
import type { System } from '../model/system.ts';
import type { RecoveryOptions } from './recovery.ts';

export interface ApplyDeps {
  readonly kinds: KindRegistry;
  readonly api: Api;
  readonly store: StateStore;
  readonly system: System;
  readonly emit: Emit;
}

export interface ApplyOptions {
  /** Calls under way at once. */
  readonly parallelism: number;
  /** Aborted: what is under way is finished and saved, nothing more is started. */
  readonly interrupt?: AbortSignal;
  /** How creates with a lost answer are looked for at the end of the run. Absent: they are left to the next run. */
  readonly recovery?: RecoveryOptions;
  /** The saved plan that is carried out: spent in the first write, before anything is sent. */
  readonly spends?: string;
}
