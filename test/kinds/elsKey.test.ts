import { elsKey } from '../../src/kinds/elsKey.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: elsKey,
  block: { name: 'centos7', value: { product: 'ELS_FOR_CENTOS7', limit: 20, note: '123' } },
  spec: { product: 'ELS_FOR_CENTOS7', limit: 20, note: '123' },
  changes: [{ limit: 30 }, { note: 'old hosts' }, { limit: 2, note: '' }],
});
