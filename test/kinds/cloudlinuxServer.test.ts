import { cloudlinuxServer } from '../../src/kinds/cloudlinuxServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: cloudlinuxServer,
  contents: KEYS_WITH_SERVERS,
  existing: '1',
  under: [{ type: 'cloudlinux_key', id: 'cl-1', spec: { product: 'CLP' } }],
});
