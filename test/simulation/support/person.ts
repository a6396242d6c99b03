import type { ObjectRecord } from '../../../src/emulator/ledger.ts';
import { importObjects } from '../../../src/engine/importObjects.ts';
import { resolveIntent } from '../../../src/engine/resolveIntent.ts';
import type { Address } from '../../../src/model/address.ts';
import { KINDS } from '../../../src/kinds/index.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { emptyState, openIntents, type State } from '../../../src/model/state.ts';
import type { Intentions, RunLog } from './applyOnce.ts';
import { clientOf } from './clientOf.ts';
import type { SimProcess } from './simProcess.ts';
import { simStore } from './simStore.ts';
import type { World } from './world.ts';

/** What following the words of a run adds to the next command line. */
export type Advice = Pick<Intentions, 'recreate' | 'acceptEmpty'>;

/**
 * A person who does exactly what the diagnostics of a run say, and answers truthfully what only a look at the account
 * can tell. Undefined: they said nothing that could be followed.
 */
export async function follow(
  world: World,
  process: SimProcess,
  manifest: Manifest,
  log: RunLog,
): Promise<Advice | undefined> {
  const recreate = new Set<Address>();
  let acceptEmpty = false;
  let followed = false;
  const settled = new Set<string>();
  for (const { summary, help } of log.diagnostics) {
    const said = `${summary}\n${help}`;
    const resolve = /clnform state resolve (\S+) --(?:adopt|none)/.exec(said)?.[1];
    if (resolve !== undefined && !settled.has(resolve)) {
      settled.add(resolve);
      followed = (await settle(world, process, resolve as Address)) || followed;
    }
    const left = /clnform state rm ([^\s,]+)/.exec(said)?.[1];
    if (left !== undefined && isGone(world, left))
      followed = (await letGo(world, process, left as Address)) || followed;
    const known = /clnform import (\S+) ID/.exec(said)?.[1];
    if (known !== undefined) followed = (await bind(world, process, manifest, known as Address)) || followed;
    const gone = /--recreate (\S+?)[\s)]/.exec(said)?.[1];
    if (gone !== undefined && gone !== 'ADDRESS' && isGone(world, gone)) recreate.add(gone as Address);
    if (said.includes('--accept-empty')) acceptEmpty = true;
    const unlock = /clnform state unlock (\S+)/.exec(said)?.[1];
    if (unlock !== undefined) followed = (await simStore(world, process).unlock(unlock)) || followed;
  }
  if (recreate.size > 0 || acceptEmpty) followed = true;
  if (!followed) return undefined;
  return { ...(recreate.size === 0 ? {} : { recreate }), ...(acceptEmpty ? { acceptEmpty } : {}) };
}

async function letGo(world: World, process: SimProcess, address: Address): Promise<boolean> {
  const store = simStore(world, process);
  const state = await store.read();
  if (state?.bindings[address] === undefined) return false;
  await store.commit(state, [{ op: 'unbind', address }]);
  world.tell('person', `lets go of ${address}`);
  return true;
}

/** Binds what was bought for an address, and is bound to nothing. */
async function bind(world: World, process: SimProcess, manifest: Manifest, address: Address): Promise<boolean> {
  const store = simStore(world, process);
  const state = (await store.read()) ?? emptyState(world.emulator.login, 'none');
  const made = unboundPurchase(world, state, address);
  if (made === undefined) return false;
  const { read } = clientOf(world, process);
  const deps = { kinds: KINDS, read, system: process.system, emit: () => undefined, store };
  const { diagnostics } = await importObjects(deps, manifest, state, [{ address, id: made.id }]);
  world.tell('person', `imports ${address} ${made.id} ${diagnostics.map(({ code }) => code).join(' ')}`);
  return diagnostics.length === 0;
}

/** By the ledger: bought for this address, in the account, and bound to nothing. */
function unboundPurchase(world: World, state: State, address: Address): ObjectRecord | undefined {
  const bound = new Set(Object.values(state.bindings).map(({ type, id }) => `${type} ${id}`));
  return world.emulator.ledger.objects.find(
    ({ kind, id, madeBy, removedBy }) =>
      removedBy === undefined &&
      !bound.has(`${kind} ${id}`) &&
      typeof madeBy === 'number' &&
      world.origins.get(madeBy)?.address === address,
  );
}

/** Whether the object that an address is bound to has really left the account. */
function isGone(world: World, address: string): boolean {
  const binding = Object.entries(world.disk.peek()?.bindings ?? {}).find(([bound]) => bound === address)?.[1];
  const objects = world.emulator.ledger.objects.filter(({ kind, id }) => kind === binding?.type && id === binding.id);
  return objects.length > 0 && objects.every(({ removedBy }) => removedBy !== undefined);
}

/** Looks up, in the console, what the create really made, and says so. */
async function settle(world: World, process: SimProcess, address: Address): Promise<boolean> {
  const store = simStore(world, process);
  const state = (await store.read()) ?? emptyState(world.emulator.login, 'none');
  const intent = openIntents(state).find((open) => open.address === address);
  if (intent === undefined) return false;
  const found = unboundPurchase(world, state, address);
  const made = found === undefined || intent.idsBefore.includes(found.id) ? undefined : found;
  world.tell('person', made === undefined ? `settles ${address} --none` : `settles ${address} --adopt ${made.id}`);
  const { diagnostics } = await resolveIntent(
    { store, kinds: KINDS },
    state,
    address,
    made === undefined ? { none: true } : { adopt: made.id },
  );
  for (const { code } of diagnostics) world.tell('person', `is told ${code}`);
  return diagnostics.length === 0;
}
