import { describe, expect, it } from 'vitest';
import { endpointOf, findRoute } from '../../src/emulator/router.ts';
import { small } from './support.ts';

/** Every endpoint of both texts, with the method that the 2024 text gives or implies. */
const DOCUMENTED = [
  ...['create', 'update', 'remove', 'list'].map((call) => `GET im/key/${call}.json`),
  ...['list', 'remove', 'convert'].map((call) => `GET im/srv/${call}.json`),
  ...['create', 'delete', 'list', 'servers', 'set_cidr'].map((call) => `GET kcare/key/${call}.json`),
  'GET kcare/srv/remove.json',
  'GET kcare/nagios/register_key.plain',
  'GET kcare/nagios/SOMEKEY',
  'GET kcare/nagios-res/login/token',
  ...['POST els/key/create.json', 'PUT els/key/update.json', 'DELETE els/key/remove.json', 'GET els/key/list.json'],
  ...['GET els/srv/list.json', 'DELETE els/srv/remove.json'],
  ...['GET v2/cl/keys', 'POST v2/cl/keys', 'PATCH v2/cl/keys', 'DELETE v2/cl/keys'],
  ...['GET v2/cl/servers', 'DELETE v2/cl/servers', 'GET v2/cl/sub-account/servers'],
  ...['availability', 'check', 'register', 'convert', 'remove', 'list', 'server', 'update'].map(
    (call) => `GET ipl/${call}.json`,
  ),
  ...['POST group/create.json', 'GET group/list.json', 'GET group/servers/list.json'],
  ...['PUT group/servers/put.json', 'DELETE group/servers/remove.json'],
  ...['GET v2/features', 'GET v2/features/account', 'PATCH v2/features/account'],
  ...['GET ab/list.json', 'GET ab/im/create.json', 'GET ab/resize.json', 'GET ab/remove.json'],
  ...['GET cl/awp', 'GET status.json', 'GET status.plain'],
];

function find(target: string) {
  const [method = '', path = ''] = target.split(' ');
  return findRoute(method, `/api/${path}`);
}

describe('router', () => {
  it.each(DOCUMENTED)('serves %s', (target) => {
    expect(find(target).status).toBe('found');
  });

  it.each([
    { reason: 'the misprinted alias', target: 'GET ip/list.json' },
    { reason: 'no endpoint', target: 'GET im/key' },
    { reason: 'another suffix', target: 'GET im/key/list.plain' },
    { reason: 'another case', target: 'GET IM/key/list.json' },
    { reason: 'a slash too many', target: 'GET im/key/list.json/' },
    { reason: 'an empty key', target: 'GET kcare/nagios/' },
    { reason: 'a broken escape', target: 'GET kcare/nagios/%zz' },
    { reason: 'a KernelCare update, which does not exist', target: 'GET kcare/key/update.json' },
  ])('does not serve $target: $reason', ({ target }) => {
    expect(find(target).status).toBe('nowhere');
  });

  it.each(['POST im/key/create.json', 'GET group/create.json', 'POST v2/features/account', 'HEAD im/key/list.json'])(
    'knows the path of %s, not the method',
    (target) => {
      expect(find(target).status).toBe('wrong-method');
    },
  );

  it('serves nothing outside its root', () => {
    expect(findRoute('GET', '/im/key/list.json').status).toBe('nowhere');
  });

  it('names endpoints without suffix and parameters', () => {
    const names = ['GET im/key/list.json', 'GET v2/cl/keys', 'GET kcare/nagios/K', 'GET status.plain'].map((target) => {
      const found = find(target);
      return found.status === 'found' ? endpointOf(found.route) : undefined;
    });
    expect(names).toEqual(['im/key/list', 'v2/cl/keys', 'kcare/nagios', 'status.plain']);
  });

  it('answers HTML where nothing is, and writes it down', () => {
    const emulator = small();
    const answer = emulator.handle({ method: 'GET', path: '/api/ip/list.json' });
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html;charset=UTF-8']);
    expect(answer.body).toContain('<html>');
    expect(emulator.ledger.calls).toMatchObject([{ endpoint: '/api/ip/list.json', outcome: 'not-found', status: 404 }]);
  });
});
