import { expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { Arena } from '../support/arena.ts';
import { anyStory } from '../support/arbitraries.ts';
import { manifestOf } from '../support/manifestOf.ts';
import { fc, fuzz } from '../support/fc.ts';

/** What a change may do to objects of the account, in the emulator's words. */
const MAY: Readonly<Record<Change['action'], readonly string[]>> = {
  create: ['made', 'changed'],
  update: ['changed'],
  replace: ['made', 'changed', 'removed'],
  remove: ['removed', 'changed'],
  adopt: [],
  forget: [],
};

test('law 5: apply does what the plan shows, all of it and nothing else, by the ledger', async () => {
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ contents, shape, first, second, exclusive, seed }) => {
      const arena = new Arena({ contents, shape, seed });
      for (const [blocks, kinds] of [
        [first, []],
        [second, exclusive],
      ] as const) {
        const { plan } = await arena.prepare(manifestOf(blocks, { exclusive: new Set(kinds) }));
        if (plan === undefined) return;
        const shown = JSON.parse(JSON.stringify(plan)) as typeof plan;
        const calls = arena.ledger.calls.length;
        const events = arena.ledger.events.length;
        // What is applied is the value that was shown, after a trip through JSON: there is no second differ.
        await arena.carryOut(shown);
        judge(shown.changes, arena.ledger.events.slice(events), arena.ledger.calls.slice(calls));
        judged += 1;
      }
    }),
    { numRuns: 1000 * fuzz },
  );
  expect(judged).toBeGreaterThan(1000 * fuzz);
});

function judge(changes: readonly Change[], events: Arena['ledger']['events'], calls: Arena['ledger']['calls']): void {
  const acting = changes.filter((change) => MAY[change.action].length > 0);
  if (acting.length === 0) expect(calls.filter((call) => call.mutating)).toEqual([]);
  const converted = new Set(calls.filter((call) => call.endpoint === 'ipl/convert').map((call) => call.seq));
  // A conversion shows as one licence that goes and one that comes: it has to be an update of that licence.
  for (const { query } of calls.filter((call) => converted.has(call.seq))) {
    const id = `${query.ip ?? ''}/${query.type ?? ''}`;
    expect(acting.some((c) => c.type === 'ip_license' && c.action === 'update' && c.live?.id === id)).toBe(true);
  }
  const bought = events.filter((e) => e.event === 'made' && !converted.has(e.call ?? 0));
  const lost = events.filter((e) => e.event === 'removed' && !converted.has(e.call ?? 0));
  // No removal of what the plan does not remove: servers and backups go with the key or server that it names.
  const removed = new Set(acting.filter((c) => MAY[c.action].includes('removed')).map((c) => c.live?.id));
  for (const { kind, id, attributes } of lost) {
    const { key, serverId } = attributes as { key?: string; serverId?: string };
    const owner = events.find((e) => e.event === 'removed' && e.id === serverId)?.attributes as
      { key?: string } | undefined;
    const from = acting.find((c) => c.live?.id === key);
    if (kind === 'imunify_server' && !removed.has(id))
      expect(from?.action, `${id} was lost with a key that is replaced`).not.toBe('replace');
    const because = [id, key, serverId, owner?.key].some((name) => name !== undefined && removed.has(name));
    expect(because, `${kind} ${id} was removed, which the plan does not say`).toBe(true);
  }
  // As many new keys and licences as the plan creates or replaces, and not one more.
  for (const type of ['imunify_key', 'kernelcare_key', 'els_key', 'cloudlinux_key', 'ip_license', 'backup']) {
    const planned = acting.filter((c) => c.type === type && MAY[c.action].includes('made')).length;
    const made = bought.filter((e) => e.kind === type).length;
    // A replacement by a licence that the account holds already buys nothing.
    if (type === 'ip_license') expect(made).toBeLessThanOrEqual(planned);
    else expect(made, type).toBe(planned);
  }
}
