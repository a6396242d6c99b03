import type { Api } from '../model/api/api.ts';
import type { Calls, Family } from './calls.ts';
import { about, count, id, list, object, word } from './decode.ts';
import { v1Call } from './endpoint.ts';

const backup = object({ serverId: id, size: count, backupId: id, datacenter: word });

/** "CloudLinux Backups": in the 2023 text alone. */
export function backups({ read, write }: Calls): Family<Api['read']['backups'], Api['write']['backups']> {
  return {
    read: {
      list: () => read(v1Call('ab/list'), list(backup)),
    },
    write: {
      create: ({ serverId, size, datacenter }) =>
        write(v1Call('ab/im/create', { server_id: serverId, size, datacenter }), about(backup, 'serverId', serverId)),
      resize: ({ backupId, delta }) =>
        write(v1Call('ab/resize', { backup_id: backupId, delta }), about(backup, 'backupId', backupId)),
      remove: (backupId) => write(v1Call('ab/remove', { backup_id: backupId }), about(backup, 'backupId', backupId)),
    },
  };
}
