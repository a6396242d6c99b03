import { backup } from '../../src/kinds/backup.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: backup,
  contents: KEYS_WITH_SERVERS,
  block: { name: 'SSERVER_1', value: { size_gb: 100, datacenter: 'EU2' } },
  spec: { server_id: 'SSERVER_1', size_gb: 100, datacenter: 'EU2' },
  changes: [{ size_gb: 150 }, { size_gb: 20 }],
});
