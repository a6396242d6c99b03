import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { State } from '../../../src/model/state.ts';
import { maskKey } from '../../../src/model/text.ts';
import { emptyState } from '../../../src/model/state.ts';
import { LONGEST_LAG_MS } from '../../../src/planner/longestLag.ts';
import { unmet } from '../../support/satisfies.ts';
import type { RunLog } from './applyOnce.ts';
import type { Story } from './story.ts';
import type { Origin, World } from './world.ts';

/** Kinds of which a create that is repeated buys a second object. */
const BOUGHT: ReadonlySet<string> = new Set(['imunify_key', 'kernelcare_key', 'els_key', 'cloudlinux_key']);

/** No marker rides in its notes, for not all lists show them. */
const UNMARKED = 'imunify_key';

/** Everything that is wrong when a story is over, by the emulator's ledger and nothing that the program says of itself. */
export function judge(world: World, story: Story, logs: readonly RunLog[]): readonly string[] {
  const state = world.disk.peek() ?? emptyState(world.emulator.login, 'none');
  return [
    ...extras(world, story, state, logs),
    ...bindings(world, state, story),
    ...removals(world, logs),
    ...sizes(world, story, logs),
    ...leaks(world, logs),
  ];
}

/** What is wanted and not there, or there and open, once everything has calmed down. */
export function unfinished(world: World, story: Story): readonly string[] {
  const state = world.disk.peek() ?? emptyState(world.emulator.login, 'none');
  const wanted = story.versions.at(-1) ?? {};
  const open = state.intents.filter(({ phase }) => phase === 'sent').map(({ address }) => `${address} is still open`);
  const replaced = Object.entries(state.bindings)
    .filter(([address, { missingSince }]) => address.includes('#') && missingSince === undefined)
    .map(([address]) => address);
  return [
    ...unmet(world.emulator, state, wanted, []).filter((problem) => !isOverwritten(problem, story)),
    ...open,
    ...replaced.map((address) => `${address} is still there`),
  ];
}

/**
 * A field that no list shows, put again since by the rules, and then by the lost call, which came late, or by that of a run
 * whose lock was taken while it was under way: no one can know.
 */
function isOverwritten(problem: string, { strikes, actors }: Story): boolean {
  const isHidden = problem.includes('.cidrs is') || problem.includes('els_allowed');
  const isLate = strikes.some(({ fault, on }) => fault === 'late' && on === 'change');
  return isHidden && (isLate || actors.some((lives) => lives.some(({ steals }) => steals === true)));
}

/** What is still wanted when nothing more can be done. */
export function notConverged(what: string, rounds: number): string {
  return `no convergence: after ${rounds} rounds of doing as told ${what}`;
}

/** Bought and bound to nothing: allowed only where the protocol cannot help it, and never without a word. */
function extras(world: World, story: Story, state: State, logs: readonly RunLog[]): readonly string[] {
  const bound = new Set(Object.values(state.bindings).map(({ type, id }) => `${type} ${id}`));
  const said: readonly Diagnostic[] = logs.flatMap(({ diagnostics }) => diagnostics);
  const words = [...said.map(({ summary, help }) => `${summary}\n${help}`), ...logs.flatMap((log) => log.hazards)].join(
    '\n',
  );
  return livingPurchases(world).flatMap(({ kind, id, madeBy }) => {
    if (bound.has(`${kind} ${id}`)) return [];
    // Hidden by the lists for so long that it was let go of, and named when it was.
    if (isHidden(story) && said.some(({ code, summary }) => code === 'let-go' && summary.includes(maskKey(id))))
      return [];
    const origin: Partial<Origin> = world.origins.get(madeBy) ?? {};
    const { process = 'nobody', address = 'nothing' } = origin;
    // Given up by the rules while lists stood still, and then hidden by a list of another product; the audit tells.
    if (isHidden(story) && changedProduct(story, address) && words.includes(maskKey(id))) return [];
    // A proxy sends twice what was sent once, behind the program's back; a request that arrives after it was given up by
    // the rules, or was looked for in lists that nothing gives away, cannot be told from one that never arrives.
    const cause = causeOf(origin) ?? twinCause(world, madeBy);
    if (cause === undefined) return [`duplicate: ${kind} ${id}, bought for ${address}, is bound to nothing`];
    // Who has had it in hand in the console needs no word of it.
    if (words.includes(maskKey(id)) || touchedByHand(world, kind, id)) return [];
    // Without a marker nothing shows what the lists hid for longer than ten minutes.
    if (isHidden(story) && (!story.markers || kind === UNMARKED)) return [];
    return [`silent: ${kind} ${id}, bought for ${address} by ${process}, is not spoken of`];
  });
}

function changedProduct({ versions }: Story, address: string): boolean {
  const [type = '', name = ''] = address.split('.');
  // A version that does not declare it at all wants no other product.
  const products = versions.flatMap((blocks) => {
    const { product } = (blocks[`${type}s`]?.[name] as { product?: string } | undefined) ?? {};
    return product === undefined ? [] : [product];
  });
  return new Set(products).size > 1;
}

/** Lists stood still for longer than the rules reckon with. */
function isHidden({ freezes }: Story): boolean {
  return freezes.some(({ forMs }) => forMs > LONGEST_LAG_MS);
}

function touchedByHand({ emulator, origins }: World, kind: string, id: string): boolean {
  return emulator.ledger.events.some(
    (event) => event.event === 'changed' && event.kind === kind && event.id === id && !origins.has(event.call ?? -1),
  );
}

/** The other one of a pair that a replay or a late request made: either of the two may be the one that was bound. */
function twinCause(world: World, madeBy: number): Cause | undefined {
  const address = world.origins.get(madeBy)?.address;
  const twins = [...world.origins].filter(([seq, origin]) => seq !== madeBy && origin.address === address);
  return twins.map(([, origin]) => causeOf(origin)).find((cause) => cause !== undefined);
}

type Cause = 'proxy' | 'late';

/** What the program could not help. */
function causeOf({ replayed, denied, late, blind }: Partial<Origin>): Cause | undefined {
  if (replayed === true || denied === true) return 'proxy';
  return late === true || blind === true ? 'late' : undefined;
}

function livingPurchases(world: World) {
  return world.emulator.ledger.objects.flatMap(({ kind, id, madeBy, removedBy }) => {
    const living = BOUGHT.has(kind) && typeof madeBy === 'number' && removedBy === undefined;
    return living && world.origins.has(madeBy) ? [{ kind, id, madeBy }] : [];
  });
}

/** Every binding names an object that exists, is its own, and was bought for it. */
function bindings(world: World, state: State, story: Story): readonly string[] {
  const { ledger } = world.emulator;
  const holders = new Map<string, string>();
  return Object.entries(state.bindings).flatMap(([address, { type, id }]) => {
    const twice = holders.get(`${type} ${id}`);
    holders.set(`${type} ${id}`, address);
    if (twice !== undefined) return [`misattributed: ${id} is bound to ${twice} and to ${address}`];
    if (!BOUGHT.has(type)) return [];
    const object = ledger.objects.find((one) => one.kind === type && one.id === id);
    if (object === undefined || typeof object.madeBy !== 'number') {
      return [`misattributed: ${address} is bound to ${id}, which nobody bought`];
    }
    const origin = world.origins.get(object.madeBy);
    const meant = origin?.address;
    // Whose it is, no intent said: that shows as a double when it is one.
    if (origin !== undefined && meant === undefined) return [];
    if (meant === undefined) {
      // A key made by hand that fits, while the outcome of ours is open, is what the rules for kinds without text take.
      const excused = story.visits.some(({ does }) => does === 'alike' || does === 'add');
      return excused ? [] : [`misattributed: ${address} is bound to ${id}, which was made by hand`];
    }
    // What a proxy made was bought for no address; where it fits another, nothing is paid for in vain.
    const proxied = causeOf(origin ?? {}) === 'proxy' || twinCause(world, object.madeBy) === 'proxy';
    return proxied || meant === address.replace(/#.*$/, '')
      ? []
      : [`misattributed: ${address} is bound to ${id}, bought for ${meant}`];
  });
}

/** Nothing was removed that the plan of that very run did not name. */
function removals(world: World, logs: readonly RunLog[]): readonly string[] {
  const { ledger } = world.emulator;
  const allowed = new Map(logs.map(({ process, removable }) => [process, removable]));
  return ledger.events.flatMap(({ event, kind, id, call }) => {
    const origin = call === null ? undefined : world.origins.get(call);
    if (event !== 'removed' || origin === undefined) return [];
    const record = ledger.calls.find(({ seq }) => seq === call);
    // A conversion changes the type of a licence, and with it its id.
    if (record?.endpoint === 'ipl/convert' || allowed.get(origin.process)?.has(`${kind} ${id}`) === true) return [];
    return [`removed outside the plan: ${kind} ${id} by ${record?.endpoint ?? 'a call'} of ${origin.process}`];
  });
}

/** A backup never has a size that nobody asked for; a proxy that repeats a resize, or denies it, is beyond help. */
function sizes(world: World, story: Story, logs: readonly RunLog[]): readonly string[] {
  const asked = new Set(story.versions.flatMap((blocks) => Object.values(blocks.backups ?? {}).map(sizeOf)));
  const { events, calls } = world.emulator.ledger;
  const isResize = (seq: number): boolean => calls.find((call) => call.seq === seq)?.endpoint === 'ab/resize';
  const resizes = [...world.origins].filter(([seq]) => isResize(seq)).map(([, origin]) => origin);
  if (resizes.some((origin) => causeOf(origin) === 'proxy')) return [];
  // So is a person who resizes it in the moment between the reading and the sending, and a list that has stood still for
  // longer than ten minutes; but what came of it is told.
  const noticed = logs.some(({ diagnostics }) =>
    diagnostics.some(({ code, summary }) => code === 'put-otherwise' || summary.includes('the answer shows')),
  );
  const beyondHelp = story.visits.some(({ does }) => does === 'resize') || story.freezes.length > 0;
  if (noticed && beyondHelp) return [];
  // A person who puts the very size that a lost call was to put proves that call done; should it come after all, the next
  // plan shows what it left. It shows, too, what comes of a person's size that a list hides for longer than ten minutes.
  const resized = story.visits.some(({ does }) => does === 'resize');
  if (resized && (isHidden(story) || story.strikes.some(({ on }) => on === 'change'))) return [];
  // Whoever was shown that it would be made twice if the list was behind, and said yes, has had it told both times.
  const doubted = new Set(logs.filter(({ hazards }) => hazards.some(isDoubt)).map(({ process }) => process));
  return events.flatMap(({ event, kind, id, attributes, call }) => {
    const { process } = (call === null ? undefined : world.origins.get(call)) ?? {};
    const ours = kind === 'backup' && event !== 'removed' && process !== undefined;
    const { size } = ours ? (attributes as { size: number }) : {};
    return size === undefined || asked.has(size) || (noticed && doubted.has(process ?? ''))
      ? []
      : [`resized: backup ${id} had ${size} GB, which nobody asked for`];
  });
}

function isDoubt(hazard: string): boolean {
  return hazard.startsWith('size_gb ') && hazard.endsWith('the change would be made twice.');
}

function sizeOf(block: unknown): number {
  return (block as { size_gb: number }).size_gb;
}

/** No licence key in full, no secret and no token in anything that a run says. */
function leaks(world: World, logs: readonly RunLog[]): readonly string[] {
  const { ledger, account, secret } = world.emulator;
  const secrets = new Set([secret]);
  for (const { kind, id } of ledger.objects) if (BOUGHT.has(kind)) secrets.add(id);
  for (const { key } of [...account.imunifyKeys.rows(), ...account.kernelcareKeys.rows()]) secrets.add(key);
  return logs.flatMap(({ process, diagnostics, events }) => {
    const said = JSON.stringify([diagnostics, events]);
    return [...secrets].filter((one) => said.includes(one)).map((one) => `leak: ${process} says ${one}`);
  });
}
