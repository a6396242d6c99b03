import { kernelcareKey } from '../../src/kinds/kernelcareKey.ts';
import { conforms } from './conformance.ts';

conforms({
  kind: kernelcareKey,
  block: { name: 'fleet', value: { limit: 100, note: 'fleet', cidrs: ['203.0.113.0/24'] } },
  spec: { limit: 100, note: 'fleet', cidrs: ['203.0.113.0/24'] },
  changes: [{ cidrs: ['198.51.100.0/24', '192.0.2.7/32'] }, { cidrs: [] }],
});
