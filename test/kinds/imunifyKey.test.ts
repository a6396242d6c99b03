import { imunifyKey } from '../../src/kinds/imunifyKey.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: imunifyKey,
  block: { name: 'web', value: { product: '360_30', limit: 5, note: 'EU web' } },
  spec: { product: '360_30', limit: 5, note: 'EU web' },
  changes: [{ limit: 7 }, { note: 'US web' }, { limit: 3, note: '' }],
});
