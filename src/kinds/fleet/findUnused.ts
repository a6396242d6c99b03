import { FLEET_FAMILIES } from '../../model/fleet.ts';
import type { Fleet, FleetKey, FleetServer } from '../../model/fleet.ts';
import { isUnused } from './selectServers.ts';

/** What is paid for and not in use. */
export interface Unused {
  /** Keys with fewer servers than their limit. Keys without a limit hold nothing ready and are not among them. */
  readonly keys: readonly FleetKey[];
  /** IP licences that no server has registered with. */
  readonly licenses: readonly FleetServer[];
  /** IP licences of which the service does not say whether a server uses them. */
  readonly unjudged: number;
}

export function findUnused({ keys, servers }: Fleet): Unused {
  const licenses = servers.filter(({ by }) => by === 'ip');
  return {
    keys: keys.filter((key) => key.limit > key.servers).sort(byProduct),
    licenses: licenses.filter(isUnused),
    unjudged: licenses.filter(({ registered, lastCheckin }) => registered === undefined && lastCheckin === undefined)
      .length,
  };
}

/** No list has an order that is promised. */
function byProduct(a: FleetKey, b: FleetKey): number {
  const name = ({ family, product, key }: FleetKey): string => `${FLEET_FAMILIES.indexOf(family)} ${product} ${key}`;
  return name(a) < name(b) ? -1 : 1;
}
