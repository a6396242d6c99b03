import { cloudlinuxKey } from '../../src/kinds/cloudlinuxKey.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: cloudlinuxKey,
  block: { name: 'shared', value: { product: 'CL', limit: 10, note: 'shared hosting' } },
  spec: { product: 'CL', limit: 10, note: 'shared hosting' },
  changes: [{ limit: 30 }, { note: '42' }, { limit: 2, note: '' }],
});
