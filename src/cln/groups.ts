import type { Api } from '../model/api/api.ts';
import type { Calls, Family } from './calls.ts';
import { about, freeText, id, list, note, object, optional } from './decode.ts';
import { v1Call } from './endpoint.ts';

const group = object({ name: id, description: note });
const server = object({ id, hostName: optional(freeText), ip: optional(freeText), type: optional(freeText) });

/** "Server Groups for Imunify/KernelCare API". Groups can be neither changed nor removed. */
export function groups({ read, write }: Calls): Family<Api['read']['groups'], Api['write']['groups']> {
  return {
    read: {
      list: () => read(v1Call('group/list'), list(group)),
      servers: (name) => read(v1Call('group/servers/list', { name }), list(server)),
    },
    write: {
      create: ({ name, description }) =>
        write(v1Call('group/create', { name, description }, 'POST'), about(group, 'name', name)),
      putServers: ({ name, serverIds }) =>
        write(v1Call('group/servers/put', { name, server_ids: serverIds.join(',') }, 'PUT'), list(server)),
      removeServers: ({ name, serverIds }) =>
        write(v1Call('group/servers/remove', { name, server_ids: serverIds.join(',') }, 'DELETE'), list(server)),
    },
  };
}
