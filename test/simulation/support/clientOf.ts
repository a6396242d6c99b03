import { createClient } from '../../../src/cln/client.ts';
import { Credentials } from '../../../src/cln/credentials.ts';
import type { Transport } from '../../../src/cln/transport.ts';
import type { Api } from '../../../src/model/api/api.ts';
import type { SimProcess } from './simProcess.ts';
import { simTransport } from './simTransport.ts';
import type { World } from './world.ts';

/** The real client of one process; `wrap` puts something between it and the way to the account. */
export function clientOf(
  world: World,
  process: SimProcess,
  wrap: (transport: Transport) => Transport = (transport) => transport,
): Api {
  const credentials = new Credentials(world.emulator.login, world.emulator.secret);
  return createClient({ transport: wrap(simTransport(world, process)), credentials, system: process.system });
}
