import { ipLicense } from '../../src/kinds/ipLicense.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: ipLicense,
  block: { name: 'fleet', value: { products: ['imunify360-30'], ips: ['203.0.113.10'], els_allowed: true } },
  spec: { ip: '203.0.113.10', product: 'imunify360-30', els_allowed: true },
  changes: [{ product: 'imunify360-250' }, { els_allowed: false }, { product: 'imunify360-1', els_allowed: true }],
});
