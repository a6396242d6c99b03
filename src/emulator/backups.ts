import type { JsonObject } from '../model/json.ts';
import type { Backup } from './accountRows.ts';
import type { CallArguments } from './callArguments.ts';
import { Refusal } from './refusal.ts';
import { data, route, type Call, type Route } from './route.ts';

/** GB: the step of every size, and the smallest backup. */
const SIZE_STEP = 10;

/** "CloudLinux Backups" of the 2023 text, `/ab`. */
export const backupRoutes: readonly Route[] = [
  route({
    methods: ['GET'],
    path: 'ab/list.json',
    effect: 'list',
    run(call) {
      return data(call.render.list(call.account.backups.rows(), backupObject));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ab/im/create.json',
    effect: 'write',
    run({ account, args, ids, backupsForAnyServer }) {
      const serverId = args.text('server_id');
      const size = tens(args, 'size');
      const datacenter = args.text('datacenter');
      if (size < SIZE_STEP) throw new Refusal('Backup is too small');
      if (!/^[A-Z]{2}\d{0,2}$/.test(datacenter)) throw new Refusal('Unknown datacenter');
      if (!backupsForAnyServer && !account.imunifyServers.has(serverId)) throw new Refusal('Server not found');
      if (account.backups.filter((row) => row.serverId === serverId).length > 0) {
        throw new Refusal('Backup already exists');
      }
      return data(backupObject(account.backups.put({ id: ids.backup(), serverId, size, datacenter })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ab/resize.json',
    effect: 'write',
    run(call) {
      const found = ownBackup(call);
      const delta = tens(call.args, 'delta');
      if (delta === 0) throw new Refusal('Delta is zero');
      const size = found.size + delta;
      if (size < SIZE_STEP) throw new Refusal('Backup is too small');
      return data(backupObject(call.account.backups.put({ ...found, size })));
    },
  }),
  route({
    methods: ['GET'],
    path: 'ab/remove.json',
    effect: 'write',
    run(call) {
      const found = ownBackup(call);
      call.account.backups.remove(found.id);
      return data(backupObject(found));
    },
  }),
];

function backupObject({ id, serverId, size, datacenter }: Backup): JsonObject {
  return { serverId, size, backupId: Number(id), datacenter };
}

function tens(args: CallArguments, name: string): number {
  const value = args.integer(name);
  if (value % SIZE_STEP !== 0) throw new Refusal('Size is not a multiple of ten');
  return value;
}

function ownBackup({ account, args }: Call): Backup {
  const found = account.backups.get(args.text('backup_id'));
  if (found === undefined) throw new Refusal('Backup not found');
  return found;
}
