import { elsServer } from '../../src/kinds/elsServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: elsServer,
  contents: KEYS_WITH_SERVERS,
  existing: '12345',
  under: [{ type: 'els_key', id: 'CELS-1', spec: { product: 'CELS' } }],
});
