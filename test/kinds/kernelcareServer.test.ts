import { kernelcareServer } from '../../src/kinds/kernelcareServer.ts';
import { conforms } from './conformance.ts';
import { KEYS_WITH_SERVERS } from './support/contents.ts';

conforms({
  kind: kernelcareServer,
  contents: KEYS_WITH_SERVERS,
  existing: 'kcserver1',
  under: [{ type: 'kernelcare_key', id: 'KcKey1', spec: {} }],
});
