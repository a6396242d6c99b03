import type { AnyKind, KindRegistry } from '../../../src/model/kind.ts';
import type { Live } from '../../../src/model/live.ts';
import { done, type Outcome } from '../../../src/model/outcome.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { StateRecord } from '../../../src/model/stateRecord.ts';
import { drawStory } from './drawStory.ts';
import type { Mutant } from './mutant.ts';
import type { Story } from './story.ts';
import type { Strike } from './strike.ts';

/** The registry with one kind changed. */
function withKind(kinds: KindRegistry, type: string, change: (kind: AnyKind) => Partial<AnyKind>): KindRegistry {
  return new Map([...kinds].map(([name, kind]) => [name, name === type ? { ...kind, ...change(kind) } : kind]));
}

/** The registry with every create changed. */
function withCreates(
  kinds: KindRegistry,
  change: (create: NonNullable<AnyKind['create']>) => NonNullable<AnyKind['create']>,
): KindRegistry {
  return new Map(
    [...kinds].map(([name, kind]) => [
      name,
      kind.create === undefined ? kind : { ...kind, create: change(kind.create) },
    ]),
  );
}

/**
 * Lists freeze, one key is made, the answer to the other is lost, and the next run comes when it may be given up. In a
 * whole run the guard against vanished objects stands behind this rule; it does not when the first key has left by then.
 */
function frozen(story: Story): Story {
  const fleet = { limit: 5, note: 'fleet' };
  return {
    ...story,
    shape: {},
    versions: [{ kernelcare_keys: { fleet, edge: { limit: 10, note: 'edge' } } }, { kernelcare_keys: { fleet } }],
    ...{ markers: false, singleWriter: true, settled: false, visits: [] },
    actors: [
      [
        { afterMs: 10, version: 0 },
        { afterMs: 11 * 60_000, version: 1 },
      ],
    ],
    strikes: [{ fault: 'reset', when: 'after', on: 'create', nth: 2 }],
    freezes: [{ atMs: 0, forMs: 20 * 60_000 }],
  };
}

/** Lists lag; one runner makes a key, and another, whose manifest does not have it yet, comes right after. */
function crossed(story: Story): Story {
  const fleet = { limit: 5, note: 'fleet' };
  const edge = { limit: 10, note: 'edge' };
  return {
    ...story,
    shape: { lag: { ms: 4000, calls: 0 } },
    versions: [{ kernelcare_keys: { fleet } }, { kernelcare_keys: { fleet, edge } }],
    ...{ markers: false, singleWriter: false, settled: true, visits: [], freezes: [], strikes: [] },
    actors: [[{ afterMs: 0, version: 1 }], [{ afterMs: 1500, version: 0, steals: true }]],
  };
}

/** Lists lag; a person makes a key like ours just before our own, whose answer is lost: for a while only theirs shows. */
function raced(story: Story): Story {
  return {
    ...story,
    shape: { notes: 'off', lag: { ms: 3000, calls: 0 } },
    versions: [{ imunify_keys: { web: { product: '360_30', limit: 5, note: 'web' } } }],
    ...{ markers: false, singleWriter: false, settled: false, freezes: [] },
    visits: [{ atMs: 4000, does: 'alike' }],
    actors: [
      [
        { afterMs: 5000, version: 0 },
        { afterMs: 1500, version: 0 },
      ],
    ],
    strikes: [{ fault: 'reset', when: 'after', on: 'create', nth: 1 }],
  };
}

/** A create loses its answer, and from then on no list can be read for a while. */
function unreadable(story: Story): Story {
  const lists = Array.from({ length: 80 }, (_, index): Strike => {
    return { fault: 'refuse', when: 'before', on: 'list', nth: index + 2 };
  });
  return {
    ...story,
    versions: [{ kernelcare_keys: { fleet: { limit: 5, note: 'fleet' } } }],
    ...{ markers: true, singleWriter: false, settled: false, visits: [], freezes: [] },
    actors: [
      [
        { afterMs: 10, version: 0 },
        { afterMs: 11 * 60_000, version: 0 },
      ],
    ],
    strikes: [{ fault: 'reset', when: 'after', on: 'create', nth: 1 }, ...lists],
  };
}

/** Nobody sees what servers sit on a key that is about to be removed. */
function unwatched(kinds: KindRegistry): KindRegistry {
  return withKind(kinds, 'imunify_server', (kind) => ({
    async list(read, scope) {
      const [old, heir] = scope.under;
      const there = (await kind.list(read, scope)) as readonly Live<{ key: string }>[];
      // What is left under the old key is taken for moved.
      if (heir !== undefined) return there.map((server) => ({ ...server, spec: { key: heir.id } }));
      return there.filter(({ spec }) => spec.key !== old?.id);
    },
  }));
}

/** A key that holds servers is replaced, and now and then a call that moves one is lost. */
function replaced(story: Story): Story {
  const web = (product: string) => ({ imunify_keys: { web: { product, limit: 5, servers: ['S1', 'S2'] } } });
  const { strikes } = drawStory(story.seed, { on: 'change', fault: 'reset' });
  return {
    ...story,
    versions: [web('360_30'), web('360_250')],
    ...{ singleWriter: false, settled: true, visits: [], freezes: [], strikes },
    actors: [[{ afterMs: 0, version: 1 }]],
  };
}

/**
 * Bugs that programs like this one have had, or would have if a rule of PROTOCOL.md were left out. Each is put in from
 * outside; what a reader of the code would call it stands in `name`.
 */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no intent is written before a create',
    records: (records) => records.filter(({ op }) => op !== 'intend'),
  },
  {
    name: 'an intent is forgotten before its outcome is known',
    records: (records) =>
      records.flatMap((record): StateRecord[] =>
        record.op === 'intend' ? [record, { op: 'settle', seq: record.intent.seq }] : [record],
      ),
  },
  { name: 'the state is written without comparing its serial', disk: { noCompare: true } },
  { name: 'a write is acknowledged before it is durable', disk: { noSync: true } },
  { name: 'the state is written over in place', disk: { inPlace: true } },
  { name: 'what is looked for is given no time to settle', settleMs: 0, sharpen: raced },
  {
    name: 'what a proxy carried out twice is not looked for',
    silent: ['bought-twice'],
    focus: { sections: ['imunify_keys'], on: 'create', fault: 'replay' },
  },
  {
    name: 'the list need not show the object that was made last',
    sharpen: frozen,
    records: (records) =>
      records.map((record) => {
        if (record.op !== 'bind') return record;
        const { type, id, applied, made, replacedBy } = record.binding;
        const rest = { ...(made && { made }), ...(replacedBy && { replacedBy }) };
        return { ...record, binding: { type, id, applied, ...rest } };
      }),
  },
  {
    name: 'a write is sent again on a 5xx or a lost connection',
    transport: (transport) => ({
      async send(request) {
        const first = await transport.send(request);
        const again = first.kind === 'lost' || (first.kind === 'answered' && first.status >= 500);
        return again && request.kind === 'write' ? transport.send(request) : first;
      },
    }),
  },
  {
    name: 'a lost answer to a create counts as a refusal',
    kinds: (kinds) =>
      withCreates(kinds, (create) => async (api, spec, marker): Promise<Outcome<Live>> => {
        const outcome: Outcome<Live> = await create(api, spec, marker);
        if (outcome.status !== 'unknown') return outcome;
        return { status: 'refused', endpoint: outcome.endpoint, reason: outcome.reason };
      }),
  },
  {
    name: 'a lost answer to a create counts as not sent',
    kinds: (kinds) =>
      withCreates(kinds, (create) => async (api, spec, marker): Promise<Outcome<Live>> => {
        const outcome: Outcome<Live> = await create(api, spec, marker);
        if (outcome.status !== 'unknown') return outcome;
        return { status: 'notSent', endpoint: outcome.endpoint, reason: outcome.reason };
      }),
  },
  {
    name: 'a binding is not written with the outcome of its create',
    records: (records) =>
      records.some(({ op }) => op === 'made') ? records.filter(({ op }) => op !== 'bind') : records,
  },
  {
    name: 'any licence that ipl/check shows is taken for ours',
    kinds: (kinds) =>
      withKind(kinds, 'ip_license', (kind) => ({
        async create(api, spec: { ip: string; product: string }, marker) {
          const types = await api.read.ipLicenses.check(spec.ip);
          const [type] = types;
          if (type !== undefined) return done({ type: 'ip_license', id: `${spec.ip}/${type}`, spec });
          const made: Outcome<Live> | undefined = await kind.create?.(api, spec, marker);
          if (made === undefined) throw new Error('A licence cannot be made.');
          return made;
        },
      })),
  },
  {
    name: 'an IP licence is removed without its type',
    transport: (transport) => ({
      send: (request) =>
        transport.send(
          request.path === 'ipl/remove.json'
            ? { ...request, query: request.query.filter(([name]) => name !== 'type') }
            : request,
        ),
    }),
  },
  {
    name: 'an old key is removed before its servers have moved, and without a look under it',
    applyKinds: unwatched,
    sharpen: replaced,
    plan: (plan): Plan => {
      const removes = plan.steps.filter(({ op, type }) => op === 'remove' && type === 'imunify_key');
      const rest = plan.steps.filter((step) => !removes.includes(step));
      const puts = new Set(rest.filter(({ type }) => type === 'imunify_key').map(({ id }) => id));
      return {
        ...plan,
        steps: [...rest, ...removes.map((step) => ({ ...step, after: step.after.filter((id) => puts.has(id)) }))],
      };
    },
  },
  {
    name: 'a backup is resized without reading its size again',
    focus: { sections: ['backups'], visit: 'resize' },
    kinds: (kinds) =>
      withKind(kinds, 'backup', () => ({
        async update(api, live: Live<{ size_gb: number }>, next: { size_gb: number }) {
          const delta = next.size_gb - (live.spec.size_gb ?? 0);
          const outcome = await api.write.backups.resize({ backupId: live.id, delta });
          if (outcome.status !== 'done') return outcome;
          return done({ ...live, spec: next });
        },
      })),
  },
  {
    name: 'a server counts as moved when the call could not tell, and nobody looks under the old key',
    sharpen: replaced,
    applyKinds: (kinds) =>
      withKind(unwatched(kinds), 'imunify_server', (kind) => ({
        async update(api, live: Live, next: object, fields) {
          const outcome: Outcome<Live> | undefined = await kind.update?.(api, live, next, fields);
          return outcome?.status === 'done' ? outcome : done({ ...live, spec: next });
        },
      })),
  },
  {
    name: 'a list that could not be read counts as empty',
    sharpen: unreadable,
    kinds: (kinds) =>
      new Map(
        [...kinds].map(([name, kind]) => [
          name,
          {
            ...kind,
            list: async (...args: Parameters<AnyKind['list']>) => {
              try {
                return await kind.list(...args);
              } catch {
                return [];
              }
            },
          },
        ]),
      ),
  },
  {
    name: 'the ids that were there before are not remembered',
    focus: { sections: ['imunify_keys'], on: 'create', fault: 'reset' },
    records: (records) =>
      records.map((record) =>
        record.op === 'intend' ? { ...record, intent: { ...record.intent, idsBefore: [] } } : record,
      ),
  },
  {
    name: 'a replaced key is forgotten before it is removed',
    records: (records) => records.filter((record) => record.op !== 'bind' || record.binding.replacedBy === undefined),
  },
  {
    name: 'what one list does not show is forgotten at once',
    sharpen: crossed,
    records: (records) =>
      records.map((record) =>
        record.op === 'bind' && record.binding.missingSince !== undefined
          ? { op: 'unbind', address: record.address }
          : record,
      ),
  },
  {
    name: 'a difference is sent without an intent',
    focus: { sections: ['backups'], on: 'change', fault: 'late' },
    records: (records) => records.filter((record) => record.op !== 'intend' || record.intent.delta === undefined),
  },
  {
    name: 'the audit of a run that died is not made up for',
    focus: { on: 'create', fault: 'replay' },
    records: (records) => records.map((record) => (record.op === 'made' ? { op: 'settle', seq: record.seq } : record)),
  },
  {
    name: 'a field that no list shows is not doubted',
    focus: { sections: ['kernelcare_keys'], on: 'change', fault: 'reset' },
    records: (records) => records.filter((record) => record.op !== 'bind' || record.binding.doubted === undefined),
  },
  {
    name: 'a message quotes a licence key',
    focus: { sections: ['kernelcare_keys'], on: 'remove', fault: 'reset' },
    kinds: (kinds) =>
      withKind(kinds, 'kernelcare_key', (kind) => ({
        async remove(api, live: Live) {
          const outcome: Outcome<void> | undefined = await kind.remove?.(api, live);
          if (outcome === undefined || outcome.status === 'done') return outcome ?? done(undefined);
          return { ...outcome, reason: `${outcome.reason} (${live.id})` };
        },
      })),
  },
];
