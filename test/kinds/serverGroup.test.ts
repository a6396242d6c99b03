import { describe, expect, it } from 'vitest';
import type { ServerGroupSpec } from '../../src/kinds/serverGroup.ts';
import { serverGroup } from '../../src/kinds/serverGroup.ts';
import { ApiError } from '../../src/model/apiError.ts';
import type { Live } from '../../src/model/live.ts';
import { done } from '../../src/model/outcome.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';
import { expandWith } from './support/expandWith.ts';
import { DONE, fakeApi } from './support/fakeApi.ts';

conforms({
  kind: serverGroup,
  contents: KEYS_WITH_SERVERS,
  block: { name: 'production', value: { description: 'Production', servers: ['SSERVER_1', 'kcserver1'] } },
  spec: { name: 'production', description: 'Production', servers: ['SSERVER_1', 'kcserver1'] },
  changes: [
    { servers: ['SSERVER_1', 'SSERVER_2'] },
    { servers: ['SSERVER_1'] },
    { servers: ['SSERVER_1', 'SSERVER_2'] },
  ],
});

const scope = { all: false, specs: [], names: new Set<string>(), under: [] };
const ids = (count: number, first = 0) => Array.from({ length: count }, (_, i) => `S${String(first + i)}`);

function group(servers?: readonly string[]): Live<ServerGroupSpec> {
  return { type: 'server_group', id: 'web', name: 'web', spec: { name: 'web', ...(servers && { servers }) } };
}

describe('server_group', () => {
  it.each([
    {
      reason: 'nothing but what is there',
      block: {},
      spec: { name: 'web' },
    },
    {
      reason: 'an empty membership is a declared one',
      block: { description: '', servers: [] },
      spec: { name: 'web', description: '', servers: [] },
    },
  ])('expands: $reason', ({ block, spec }) => {
    expect(expandWith(serverGroup, 'web', block)).toEqual({ declarations: [{ name: 'web', spec }], problems: [] });
  });

  it.each([
    { reason: 'all are wanted, and none is declared', all: true, specs: [], asked: ['web', 'db'] },
    { reason: 'one is declared with members', all: false, specs: [{ name: 'db', servers: [] }], asked: ['db'] },
    {
      reason: 'one is managed by the state alone',
      all: false,
      specs: [{ name: 'db' }, { name: 'db', servers: ['S1'] }],
      asked: ['db'],
    },
    { reason: 'one is declared, its members are not', all: false, specs: [{ name: 'db' }, { name: 'new' }], asked: [] },
    {
      reason: 'all are wanted, and those of a declared one are left to others',
      all: true,
      specs: [{ name: 'db' }],
      asked: ['web'],
    },
    { reason: 'none is', all: false, specs: [], asked: [] },
  ])('asks for the members of those that are of interest: $reason', async ({ all, specs, asked }) => {
    const { api, calls } = fakeApi({
      'groups.list': [
        { name: 'web', description: 'Web' },
        { name: 'db', description: '' },
      ],
      'groups.servers': (name: string) => (name === 'web' ? [{ id: 'S2' }, { id: 'S1' }] : []),
    });
    const lives = await serverGroup.list(api.read, {
      ...scope,
      all,
      specs,
      names: new Set(specs.map(({ name }) => name)),
    });
    expect(calls.slice(1)).toEqual(asked.map((name) => ['groups.servers', name]));
    const [web, db] = lives;
    const isAsked = (name: string) => (asked as readonly string[]).includes(name);
    expect(web?.spec).toEqual({
      name: 'web',
      description: 'Web',
      ...(isAsked('web') ? { servers: ['S1', 'S2'] } : {}),
    });
    expect(web?.inert).toBeUndefined();
    expect(db?.inert).toBe(isAsked('db') ? true : undefined);
  });

  it('is created without a description when none is declared', async () => {
    const { api, calls } = fakeApi({ 'groups.create': done({ name: 'web', description: '' }) });
    expect(await serverGroup.create?.(api, { name: 'web', servers: ['S1'] })).toEqual(
      done({ ...group([]), spec: { name: 'web', description: '', servers: [] }, inert: true }),
    );
    expect(calls).toEqual([['groups.create', { name: 'web' }]]);
  });

  it.each([
    {
      reason: 'who left is taken out before who came is put in',
      from: ['S1', 'S2'],
      to: ['S2', 'S3'],
      sent: [
        ['groups.removeServers', ['S1']],
        ['groups.putServers', ['S3']],
      ],
    },
    { reason: 'only a newcomer', from: ['S1'], to: ['S1', 'S2'], sent: [['groups.putServers', ['S2']]] },
    { reason: 'everyone leaves', from: ['S1'], to: [], sent: [['groups.removeServers', ['S1']]] },
    { reason: 'members that are not known', from: undefined, to: ['S1'], sent: [['groups.putServers', ['S1']]] },
    { reason: 'only the order differs', from: ['S1', 'S2'], to: ['S2', 'S1'], sent: [] },
    {
      reason: 'more than fit in an address',
      from: ids(101),
      to: ids(250, 1000),
      sent: [
        ['groups.removeServers', ids(100)],
        ['groups.removeServers', ids(1, 100)],
        ['groups.putServers', ids(100, 1000)],
        ['groups.putServers', ids(100, 1100)],
        ['groups.putServers', ids(50, 1200)],
      ],
    },
  ])('changes its members: $reason', async ({ from, to, sent }) => {
    const echo = ({ serverIds }: { serverIds: readonly string[] }) => done(serverIds.map((id) => ({ id })));
    const { api, calls } = fakeApi({ 'groups.putServers': echo, 'groups.removeServers': echo });
    const outcome = await serverGroup.update?.(api, group(from), { name: 'web', servers: to }, ['servers']);
    expect(outcome).toMatchObject({ status: 'done', value: { id: 'web', spec: { servers: to } } });
    expect(calls).toEqual(sent.map(([name, serverIds]) => [name, { name: 'web', serverIds }]));
  });

  it.each([
    { reason: 'the members are not what changed', fields: ['description'], servers: ['S1'] },
    { reason: 'the members are not managed', fields: ['servers'], servers: undefined },
  ])('sends nothing when $reason', async ({ fields, servers }) => {
    const { api, calls } = fakeApi({});
    const next = { name: 'web', ...(servers && { servers }) };
    expect(await serverGroup.update?.(api, group([]), next, fields)).toEqual(done(group([])));
    expect(calls).toEqual([]);
  });

  it('does not call a server added that the answer leaves out', async () => {
    const { api } = fakeApi({ 'groups.putServers': done([{ id: 'S1' }]) });
    const outcome = await serverGroup.update?.(api, group([]), { name: 'web', servers: ['S1', 'S2'] }, ['servers']);
    expect(outcome).toEqual({
      status: 'unknown',
      endpoint: 'group/servers/put',
      reason: 'group/servers/put: the answer does not show S2 among the servers added',
    });
  });

  it('is emptied by its members as they were read, or as they are when they were not', async () => {
    const answers = { 'groups.servers': [{ id: 'S9' }], 'groups.removeServers': done([]) };
    const known = fakeApi(answers);
    expect(await serverGroup.remove?.(known.api, group(['S1']))).toEqual(DONE);
    expect(known.calls).toEqual([['groups.removeServers', { name: 'web', serverIds: ['S1'] }]]);
    const unread = fakeApi(answers);
    expect(await serverGroup.remove?.(unread.api, group())).toEqual(DONE);
    expect(unread.calls).toEqual([
      ['groups.servers', 'web'],
      ['groups.removeServers', { name: 'web', serverIds: ['S9'] }],
    ]);
    const nobody = fakeApi({});
    expect(await serverGroup.remove?.(nobody.api, group([]))).toEqual(DONE);
  });

  it.each([
    { reason: 'nothing was bound: all', applied: undefined, live: ['S1', 'S2'], sent: [['S1', 'S2']] },
    { reason: 'members were never declared: none', applied: { name: 'web' }, live: ['S1', 'S2'], sent: [] },
    { reason: 'the same, and nobody read them: none', applied: {}, live: undefined, sent: [] },
    { reason: 'those that were written and are there', applied: ['S2', 'S3'], live: ['S1', 'S2'], sent: [['S2']] },
    { reason: 'the same, read now', applied: ['S9', 'S3'], live: undefined, sent: [['S9']] },
    { reason: 'those that were written have left', applied: ['S3'], live: ['S1'], sent: [] },
    { reason: 'what was written is no list: none', applied: { name: 'web', servers: 'S' }, live: ['S'], sent: [] },
  ])('loses no member that clnform did not write: $reason', async ({ applied, live, sent }) => {
    const { api, calls } = fakeApi({
      'groups.servers': [{ id: 'S8' }, { id: 'S9' }],
      'groups.removeServers': done([]),
    });
    const written = Array.isArray(applied) ? { name: 'web', servers: applied } : applied;
    expect(await serverGroup.remove?.(api, group(live), written)).toEqual(DONE);
    const writes = calls.filter(([name]) => name === 'groups.removeServers');
    expect(writes).toEqual(sent.map((serverIds) => ['groups.removeServers', { name: 'web', serverIds }]));
  });

  it('sends nothing when its members cannot be read', async () => {
    const lost = new ApiError('group/servers/list', {
      severity: 'error',
      code: 'lost',
      summary: 'group/servers/list: lost',
      help: '',
    });
    const { api, calls } = fakeApi({ 'groups.servers': () => Promise.reject(lost) });
    expect(await serverGroup.remove?.(api, group())).toEqual({
      status: 'notSent',
      endpoint: 'group/servers/list',
      reason: 'group/servers/list: lost',
    });
    expect(calls).toHaveLength(1);
  });
});
