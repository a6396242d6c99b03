import { expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { CondenseObject, CondenseTools } from '../../src/model/section.ts';

/** The blocks that a kind makes of these objects, and the ids of what it leaves. Addresses stand as they are. */
function condensed(type: string, objects: readonly CondenseObject[]) {
  const left: string[] = [];
  const tools: CondenseTools = {
    addresses: (_name, ips) => ips,
    isUsable: (ip) => /^[0-9.]+$/u.test(ip),
    leave: ({ id }) => void left.push(id),
  };
  const section = KINDS.get(type)?.section;
  if (section?.condense === undefined) throw new Error(`${type} cannot be exported`);
  const blocks = section.condense(objects, tools).map(({ name, block, covers }) => ({
    ...{ name, block, covers: covers.map(({ id }) => id) },
  }));
  return { blocks, left };
}

const object = (
  id: string,
  spec: JsonObject,
  more: Partial<CondenseObject['live']> & Pick<CondenseObject, 'protect'> = {},
): CondenseObject => {
  const { protect, ...live } = more;
  return { live: { type: 'x', id, spec, ...live }, children: [], ...(protect === undefined ? {} : { protect }) };
};
const licence = (ip: string, type: number, spec: JsonObject = {}, protect?: true) =>
  object(`${ip}/${type}`, { ip, ...spec }, { name: `${ip}/${type}`, ...(protect === undefined ? {} : { protect }) });
const key = (note: string, more: JsonObject = {}, marker?: string) =>
  object('KcKeyAbCd', { limit: 5, note, ...more }, marker === undefined ? {} : { marker });
const block = (products: readonly (string | number)[], ips: readonly string[], more: object = {}) => ({
  ...{ products, ips },
  ...more,
});

test.each<{ reason: string; type: string; given: readonly CondenseObject[]; blocks: unknown; left?: string[] }>([
  {
    reason: 'a feature is a word',
    type: 'feature',
    given: [object('4600', { id: '4600', state: 'enabled' }, { name: 'imunify-email' })],
    blocks: [{ name: 'imunify-email', block: 'enabled', covers: ['4600'] }],
  },
  {
    reason: 'a protected feature is a block, for a word has no room for it',
    type: 'feature',
    given: [object('1101', { id: '1101', state: 'disabled' }, { name: '1101', protect: true })],
    blocks: [{ name: '1101', block: { state: 'disabled', protect: true }, covers: ['1101'] }],
  },
  {
    reason: 'a backup is named by its server, not by its own id',
    type: 'backup',
    given: [object('23', { server_id: 'S1', size_gb: 10, datacenter: 'EU2' }, { name: 'S1', protect: true })],
    blocks: [{ name: 'S1', block: { size_gb: 10, datacenter: 'EU2', protect: true }, covers: ['23'] }],
  },
  {
    reason: 'licences of more than three products say how many more there are',
    type: 'ip_license',
    given: [1, 16, 42, 5017].map((type) => licence('203.0.113.1', type)),
    blocks: [
      {
        name: 'cloudlinux-kernelcare-imunify360-30-and-1-more',
        block: block(['cloudlinux', 'kernelcare', 'imunify360-30', 'els-centos7'], ['203.0.113.1']),
        covers: ['203.0.113.1/1', '203.0.113.1/16', '203.0.113.1/42', '203.0.113.1/5017'],
      },
    ],
  },
  {
    reason: 'a product that no one knows is its number',
    type: 'ip_license',
    given: [licence('203.0.113.1', 777)],
    blocks: [{ name: 'type-777', block: block([777], ['203.0.113.1']), covers: ['203.0.113.1/777'] }],
  },
  {
    reason: 'a protected licence has a block apart from the same licence of another address',
    type: 'ip_license',
    given: [licence('203.0.113.1', 1), licence('203.0.113.2', 1, {}, true)],
    blocks: [
      { name: 'cloudlinux', block: block(['cloudlinux'], ['203.0.113.1']), covers: ['203.0.113.1/1'] },
      {
        name: 'cloudlinux',
        block: block(['cloudlinux'], ['203.0.113.2'], { protect: true }),
        covers: ['203.0.113.2/1'],
      },
    ],
  },
  {
    reason: 'an address that no manifest can hold is left out, the others are not',
    type: 'ip_license',
    given: [licence('2001:db8::1', 1), licence('203.0.113.1', 1)],
    blocks: [{ name: 'cloudlinux', block: block(['cloudlinux'], ['203.0.113.1']), covers: ['203.0.113.1/1'] }],
    left: ['2001:db8::1/1'],
  },
  {
    reason: 'a key keeps the days after which it frees a seat',
    type: 'kernelcare_key',
    given: [key('Web', { remove_stale_servers_after: 90 })],
    blocks: [
      { name: 'web', block: { limit: 5, note: 'Web', remove_stale_servers_after: '90d' }, covers: ['KcKeyAbCd'] },
    ],
  },
  {
    reason: 'a licence key in a note gets into no name',
    type: 'kernelcare_key',
    given: [key('Replaces IM30KUF847MGXRC18AR6')],
    blocks: [
      { name: 'replaces-8ar6', block: { limit: 5, note: 'Replaces IM30KUF847MGXRC18AR6' }, covers: ['KcKeyAbCd'] },
    ],
  },
  {
    reason: 'a key is named by its marker before its note',
    type: 'kernelcare_key',
    given: [key('Web', {}, '[clnform:mail-eu#abcd1234]')],
    blocks: [{ name: 'mail-eu', block: { limit: 5, note: 'Web' }, covers: ['KcKeyAbCd'] }],
  },
  {
    reason: 'a marker that holds no name of a block names nothing',
    type: 'kernelcare_key',
    given: [key('Web', {}, '[clnform:!!#abcd1234]')],
    blocks: [{ name: 'web', block: { limit: 5, note: 'Web' }, covers: ['KcKeyAbCd'] }],
  },
])('$reason', ({ type, given, blocks, left = [] }) => {
  expect(condensed(type, given)).toEqual({ blocks, left });
});
