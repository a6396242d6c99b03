import { serverGroup } from '../../src/kinds/serverGroup.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: serverGroup,
  contents: KEYS_WITH_SERVERS,
  block: { name: 'production', value: { description: 'Production', servers: ['SSERVER_1', 'kcserver1'] } },
  spec: { name: 'production', description: 'Production', servers: ['SSERVER_1', 'kcserver1'] },
  changes: [
    { servers: ['SSERVER_1', 'SSERVER_2'] },
    { servers: ['SSERVER_1'] },
    { servers: ['SSERVER_1', 'SSERVER_2'] },
  ],
});
