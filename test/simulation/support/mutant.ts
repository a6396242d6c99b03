import type { Transport } from '../../../src/cln/transport.ts';
import type { KindRegistry } from '../../../src/model/kind.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { StateRecord } from '../../../src/model/stateRecord.ts';
import type { DiskFlaws } from './disk.ts';
import type { Focus } from './drawStory.ts';
import type { SimProcess } from './simProcess.ts';
import type { Story } from './story.ts';

/** A bug that is put into the program from outside, at its ports and kinds. The simulation must find each. */
export interface Mutant {
  readonly name: string;
  readonly disk?: DiskFlaws;
  kinds?(kinds: KindRegistry): KindRegistry;
  /** The same, for the carrying out alone: the plan is made with sound ones. */
  applyKinds?(kinds: KindRegistry): KindRegistry;
  transport?(transport: Transport, process: SimProcess): Transport;
  /** What the program asks to be recorded, and what is recorded. */
  records?(this: void, records: readonly StateRecord[]): readonly StateRecord[];
  plan?(plan: Plan): Plan;
  /** Diagnostics of these codes are never made. */
  readonly silent?: readonly string[];
  /** Where it can show: stories are drawn towards it, so that few are needed. */
  readonly focus?: Focus;
  /** The one course of events in which it can show, where drawing towards it is not enough. */
  readonly sharpen?: (story: Story) => Story;
  /** Instead of the usual settling time. */
  readonly settleMs?: number;
}
