import { imunifyServer } from '../../src/kinds/imunifyServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: imunifyServer,
  contents: KEYS_WITH_SERVERS,
  existing: 'SSERVER_1',
  under: ['IM1OLD', 'IM1NEW'].map((id) => ({ type: 'imunify_key', id, spec: {} })),
  changes: [{ key: 'IM1NEW' }],
});
