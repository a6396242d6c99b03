import { describe, expect, it } from 'vitest';
import type { AccountContents } from '../../src/emulator/account.ts';
import { DEFAULT_CONTENTS } from '../../src/emulator/defaultContents.ts';
import type { Shape } from '../../src/emulator/shapes.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Api } from '../../src/model/api/api.ts';
import { ApiError } from '../../src/model/apiError.ts';
import type { AnyKind, FieldPolicy, ListScope, ResourceKind } from '../../src/model/kind.ts';
import type { Live } from '../../src/model/live.ts';
import { makeMarker } from '../../src/model/marker.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { testAccount } from '../support/inProcess.ts';
import { expandWith } from './support/expandWith.ts';
import { FAILURES } from './support/fakeApi.ts';
import { intercept } from './support/intercept.ts';
import { schemaOf } from './support/schemaOf.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One object of a kind, from before it was made until after it was removed. */
export interface Story {
  readonly kind: AnyKind;
  /** What the account holds besides its default keys. */
  readonly contents?: AccountContents;
  /** How a manifest declares it; must expand to `spec`. Absent: the kind is not declared by itself. */
  readonly block?: { readonly name: string; readonly value: unknown };
  /** For kinds that the API makes: what to make. */
  readonly spec?: Fields;
  /** For kinds that the API only finds: the id of one in `contents`. */
  readonly existing?: string;
  /** The keys to look under. */
  readonly under?: readonly Live[];
  /** Changes in place, one after the other: the fields that differ. */
  readonly changes?: readonly Fields[];
}

/** The same, with a kind whose specs can be read without knowing them. */
type Told = Omit<Story, 'kind'> & { readonly kind: ResourceKind<Fields> };
type ToldLive = Live<Fields>;

const MARKER = makeMarker('web', 'k3f9a1b2');

const SHAPES: readonly Partial<Shape>[] = [
  {},
  { numbers: 'string', v2: 'wrapped' },
  { notes: 'off', refusals: 400, order: 'shuffled' },
  { descriptions: 'absent', refusals: 403 },
  { descriptions: 'number', numbers: 'string' },
];

/** What every kind owes to the planner and the engine, told as one story against the emulator. */
export function conforms(given: Story): void {
  const story: Told = given;
  const { kind } = story;

  describe(`${kind.type} conforms`, () => {
    it('is registered under its type', () => {
      expect(KINDS.get(kind.type)).toBe(kind);
    });

    it('has a section exactly when it has a schema, and the schema names it', () => {
      const schema = schemaOf(kind.type);
      expect(kind.section?.name).toBe(schema?.section);
      const fields = Object.keys(kind.fields);
      for (const field of schema?.ignorable ?? []) expect(fields).toContain(field);
    });

    it('names policies, marker, seats and parent by fields that exist', () => {
      const fields = Object.keys(kind.fields);
      for (const named of [kind.marker?.field, kind.seats?.field, kind.parent?.field]) {
        if (named !== undefined) expect(fields).toContain(named);
      }
      const immutable = policies(kind).some(([, policy]) => policy.immutable === true);
      expect(kind.replacement !== undefined || !immutable).toBe(true);
      expect(kind.identity === 'natural' || kind.create !== undefined).toBe(true);
    });

    it('expands its block to the spec that it makes', () => {
      if (story.block === undefined) return;
      const { declarations, problems } = expandWith(kind, story.block.name, story.block.value);
      expect(problems).toEqual([]);
      const [own] = declarations.filter((declaration) => declaration.type === undefined);
      expect(own?.spec).toEqual(story.spec);
    });

    it('lists without writing', async () => {
      const { api, emulator } = await begun(story);
      const before = emulator.ledger.calls.length;
      await listed(story, api);
      const calls = emulator.ledger.calls.slice(before);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter((call) => call.mutating)).toEqual([]);
    });

    it('lists the whole or throws, whichever of its calls fails', async () => {
      const { api } = await begun(story);
      const count = await countReads(api, (counting) => listed(story, counting));
      expect(count).toBeGreaterThan(0);
      for (let failing = 1; failing <= count; failing += 1) {
        await expect(listed(story, failingRead(api, failing))).rejects.toBeInstanceOf(ApiError);
      }
    });

    for (const shape of SHAPES) {
      it(`lives through make, change and removal with the shape ${JSON.stringify(shape)}`, async () => {
        const { api, object } = await begun(story, shape);
        let live = object;
        expectShown(story, await find(story, api, live.id), live, story.spec ?? {});
        let spec: Fields = { ...story.spec, ...live.spec };
        for (const change of story.changes ?? []) {
          spec = { ...spec, ...change };
          live = value(await put(kind, api, live, spec, Object.keys(change)));
          expectShown(story, await find(story, api, live.id), live, spec);
        }
        if (kind.remove === undefined) return;
        expect(await kind.remove(api, live)).toEqual({ status: 'done', value: undefined });
        const left = await find(story, api, live.id);
        expect(left === undefined || left.inert === true).toBe(true);
        expect(await kind.remove(api, live)).toEqual({ status: 'done', value: undefined });
      });
    }

    it('sends no call twice, and hands on how each one failed', async () => {
      for (const operation of operations(story)) {
        const { api, object } = await begun(story);
        const sent: string[] = [];
        const counting = intercept(api, { write: (name, args) => void sent.push(JSON.stringify([name, args])) });
        const outcome = await operation(counting, object);
        expect(outcome.status).toBe('done');
        expect(sent.length).toBeGreaterThan(0);
        expect(new Set(sent).size).toBe(sent.length);
        for (const failure of FAILURES) {
          for (let failing = 1; failing <= sent.length; failing += 1) {
            const fresh = await begun(story);
            let count = 0;
            const write = () => ((count += 1) === failing ? failure : undefined);
            expect(await operation(intercept(fresh.api, { write }), fresh.object)).toEqual(failure);
            expect(count).toBe(failing);
          }
        }
      }
    });

    it('never throws for a look that fails while it changes something', async () => {
      for (const operation of operations(story)) {
        const { api, object } = await begun(story);
        const refusing = FAILURES[0];
        let writes = 0;
        const blind = intercept(failingRead(api, 'all'), { write: () => ((writes += 1), refusing) });
        const outcome = await operation(blind, object);
        expect(outcome.status).toBe(writes === 0 ? 'notSent' : 'refused');
      }
    });
  });
}

/** An account in which the object of the story exists. */
async function begun(story: Told, shape: Partial<Shape> = {}) {
  const { kind, spec = {}, existing } = story;
  const contents = joined(DEFAULT_CONTENTS, story.contents ?? {});
  const { api, emulator } = testAccount({ contents, shape });
  const object = existing === undefined ? await make(kind, api, spec) : await find(story, api, existing);
  if (object === undefined) throw new Error(`${kind.type} ${existing ?? ''} is not in the account`);
  return { api, emulator, object };
}

/** As the engine makes one: what a create does not take is put right after it. */
async function make(kind: ResourceKind<Fields>, api: Api, spec: Fields): Promise<ToldLive> {
  if (kind.create === undefined) return value(await put(kind, api, undefined, spec, Object.keys(spec)));
  const made: ToldLive = value(await kind.create(api, spec, kind.marker === undefined ? undefined : MARKER));
  const after = policies(kind).flatMap(([field, policy]) =>
    policy.afterCreate === true && spec[field] !== undefined ? [field] : [],
  );
  return after.length === 0 ? made : value(await put(kind, api, made, spec, after));
}

async function put(
  kind: ResourceKind<Fields>,
  api: Api,
  live: ToldLive | undefined,
  spec: Fields,
  fields: readonly string[],
): Promise<Outcome<ToldLive>> {
  if (kind.putMany !== undefined) {
    const outcome = await kind.putMany(api, [{ spec, ...(live === undefined ? {} : { live }) }]);
    return outcome.status === 'done' ? { status: 'done', value: outcome.value[0] ?? raise(kind) } : outcome;
  }
  return live === undefined ? raise(kind) : ((await kind.update?.(api, live, spec, fields)) ?? raise(kind));
}

/** Every mutating thing that the kind can do with the object of the story. */
function operations({ kind, spec, changes = [] }: Told): ((api: Api, object: ToldLive) => Promise<Outcome<unknown>>)[] {
  const updates = changes.map(
    (change) => (api: Api, object: ToldLive) =>
      put(kind, api, object, { ...spec, ...object.spec, ...change }, Object.keys(change)),
  );
  const { remove } = kind;
  return remove === undefined ? updates : [...updates, (api, object) => remove(api, object)];
}

/** The list shows what the call answered, and both show what was asked for as far as it can be read. */
function expectShown({ kind }: Told, shown: ToldLive | undefined, answered: ToldLive, spec: Fields): void {
  expect(shown).toBeDefined();
  if (shown === undefined) return;
  expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  expect(shown).toMatchObject({ type: kind.type, id: answered.id });
  expect(shown.name).toBe(answered.name);
  expect([shown.marker, shown.tag]).toEqual([answered.marker, answered.tag]);
  if (kind.marker !== undefined) expect(shown.marker).toBe(MARKER);
  expect(kind.identity === 'assigned' || shown.name !== undefined).toBe(true);
  for (const [field, policy] of policies(kind)) {
    const visible = shown.spec[field];
    if (policy.local === true || policy.writeOnly === true) expect(visible).toBeUndefined();
    else if (visible === undefined) expect(policy.writeOnly === 'sometimes' || spec[field] === undefined).toBe(true);
    else if (spec[field] !== undefined) {
      expect(visible).toEqual(spec[field]);
      expect(answered.spec[field]).toEqual(spec[field]);
    }
  }
  for (const field of Object.keys(shown.spec)) expect(Object.keys(kind.fields)).toContain(field);
}

async function listed({ kind, under = [] }: Told, api: Api): Promise<readonly ToldLive[]> {
  const scope: ListScope<Fields> = { all: true, specs: [], names: new Set(), under };
  return kind.list(api.read, scope);
}

async function find(story: Told, api: Api, id: string): Promise<ToldLive | undefined> {
  return (await listed(story, api)).find((live) => live.id === id);
}

async function countReads(api: Api, run: (api: Api) => Promise<unknown>): Promise<number> {
  let count = 0;
  await run(intercept(api, { read: () => void (count += 1) }));
  return count;
}

function failingRead(api: Api, failing: number | 'all'): Api {
  let count = 0;
  return intercept(api, {
    read(name) {
      count += 1;
      if (failing !== 'all' && count !== failing) return undefined;
      throw new ApiError(name, { severity: 'error', code: 'lost', summary: `${name}: lost`, help: 'Run it again.' });
    },
  });
}

function policies(kind: ResourceKind<Fields>): [string, FieldPolicy][] {
  return Object.entries(kind.fields);
}

function value<T>(outcome: Outcome<T>): T {
  if (outcome.status !== 'done') throw new Error(`${outcome.status}: ${outcome.reason}`);
  return outcome.value;
}

function raise(kind: ResourceKind<Fields>): never {
  throw new Error(`${kind.type} cannot do what the story asks for`);
}

function joined(a: AccountContents, b: AccountContents): AccountContents {
  const tables = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof AccountContents)[]);
  return Object.fromEntries([...tables].map((table) => [table, [...(a[table] ?? []), ...(b[table] ?? [])]]));
}
