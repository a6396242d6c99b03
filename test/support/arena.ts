import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { applyPlan } from '../../src/engine/applyPlan.ts';
import type { ApplyResult } from '../../src/engine/applyResult.ts';
import { preparePlan, type PreparedPlan } from '../../src/engine/preparePlan.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { EngineEvent } from '../../src/model/event.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { PlanOptions } from '../../src/planner/planInput.ts';
import { testAccount, type TestAccount } from './inProcess.ts';
import { MemoryStore } from './memoryStore.ts';

/** An emulated account, a state in memory and the real kinds, client, planner and engine between them. */
export class Arena {
  readonly account: TestAccount;
  readonly store = new MemoryStore();
  readonly events: EngineEvent[] = [];

  constructor(options: EmulatorOptions = {}) {
    this.account = testAccount(options);
  }

  prepare(manifest: Manifest, options: PlanOptions = { acceptEmpty: true, recreate: 'all' }): Promise<PreparedPlan> {
    return preparePlan(
      { kinds: KINDS, read: this.account.api.read, system: this.account.system, emit: (e) => this.events.push(e) },
      manifest,
      this.store.state,
      options,
    );
  }

  /** The plan; throws with the diagnostics when there is none. */
  async plan(manifest: Manifest, options?: PlanOptions): Promise<Plan> {
    const { plan, diagnostics } = await this.prepare(manifest, options);
    if (plan === undefined) throw new Error(diagnostics.map((d) => `${d.code}: ${d.summary}`).join('\n'));
    return plan;
  }

  carryOut(plan: Plan, parallelism = 4, interrupt?: AbortSignal): Promise<ApplyResult> {
    const { api, system } = this.account;
    return applyPlan(
      { kinds: KINDS, api, store: this.store, system, emit: (e) => this.events.push(e) },
      plan,
      this.store.state,
      { parallelism, ...(interrupt === undefined ? {} : { interrupt }) },
    );
  }

  async apply(manifest: Manifest, options?: PlanOptions): Promise<ApplyResult> {
    return this.carryOut(await this.plan(manifest, options));
  }

  get ledger(): TestAccount['emulator']['ledger'] {
    return this.account.emulator.ledger;
  }

  mutatingCalls(from = 0): number {
    return this.ledger.calls.slice(from).filter((call) => call.mutating).length;
  }
}
