import { feature } from '../../src/kinds/feature.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: feature,
  block: { name: 'imunify-email', value: 'enabled' },
  spec: { id: '4600', state: 'enabled' },
  changes: [{ state: 'disabled' }],
});
