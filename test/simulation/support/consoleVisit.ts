import type { EmulatorRequest } from '../../../src/emulator/exchange.ts';
import type { Visit } from './story.ts';
import type { World } from './world.ts';

/** What a person who knows nothing of clnform does to the account, by hand. */
export function visitConsole(world: World, { does }: Visit): void {
  const { emulator, chance } = world;
  const { account } = emulator;
  const request = ((): EmulatorRequest | undefined => {
    switch (does) {
      case 'alike':
        return get('im/key/create', { code: '360_30', limit: '5', note: 'web' });
      case 'add':
        return chance.flip(0.5)
          ? get('im/key/create', { code: 'AVP', limit: '99' })
          : get('kcare/key/create', { limit: '10', note: 'fleet' });
      case 'remove': {
        const keys = account.kernelcareKeys
          .filter(({ created }) => created > 0)
          .filter((row) => row.isDefault !== true);
        const key = keys[chance.between(0, keys.length - 1)]?.key;
        return key === undefined ? undefined : get('kcare/key/delete', { key });
      }
      case 'limit': {
        const keys = account.imunifyKeys.filter(({ key, limit }) => limit > 0 && key !== 'IM30BYHAND00000001');
        const key = keys[chance.between(0, keys.length - 1)]?.key;
        return key === undefined ? undefined : get('im/key/update', { key, limit: '9' });
      }
      case 'license':
        return get('ipl/register', { ip: '203.0.113.2', type: '16' });
      case 'resize': {
        const [backup] = account.backups.rows();
        return backup === undefined ? undefined : get('ab/resize', { backup_id: backup.id, delta: '40' });
      }
      default:
        return does satisfies never;
    }
  })();
  if (request === undefined) return;
  world.tell('console', `${does}: ${request.path}`);
  emulator.console(request);
}

function get(endpoint: string, query: Readonly<Record<string, string>>): EmulatorRequest {
  return { method: 'GET', path: `/api/${endpoint}.json`, query: Object.entries(query) };
}
