import { createClient } from '../cln/client.ts';
import { Credentials } from '../cln/credentials.ts';
import type { Transport } from '../cln/transport.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Api } from '../model/api/api.ts';
import type { System } from '../model/system.ts';

/** The real client on an emulated account in this very process: no socket, no wait. */
export function emulatedApi(emulator: Emulator, system: System): Api {
  const transport: Transport = {
    send({ method, path, query, body }) {
      const request = { method, path: `/api/${path}`, query, ...(body === undefined ? {} : { body }) };
      const { status, headers, body: answer } = emulator.handle(request);
      return Promise.resolve({ kind: 'answered', status, headers, body: answer });
    },
  };
  return createClient({ transport, credentials: new Credentials(emulator.login, emulator.secret), system });
}
