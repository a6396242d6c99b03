import type { AccountContents } from '../../../src/emulator/account.ts';
import { TEST_NOW } from '../../support/inProcess.ts';

const ip = '192.0.2.7';
const lastCheckin = TEST_NOW - 86_400_000;

/** Keys with servers on them, for the kinds that live under keys or name servers. */
export const KEYS_WITH_SERVERS: AccountContents = {
  imunifyKeys: [
    { key: 'IM1OLD', code: '360_30', limit: 5, note: '' },
    { key: 'IM1NEW', code: '360_250', limit: 5, note: '' },
  ],
  imunifyServers: [
    { id: 'SSERVER_1', key: 'IM1OLD', ip, lastCheckin },
    { id: 'SSERVER_2', key: 'IM1NEW', ip, lastCheckin },
  ],
  kernelcareKeys: [{ key: 'KcKey1', limit: 5, note: '', enabled: true, created: TEST_NOW, cidrs: [] }],
  kernelcareServers: [{ id: 'kcserver1', key: 'KcKey1', ip, created: TEST_NOW, lastCheckin, health: 'up-to-date' }],
  elsKeys: [
    { key: 'CELS-1', productType: 'CELS', limit: 5, note: '' },
    { key: 'CELS-2', productType: 'CELS', limit: 5, note: '' },
  ],
  elsServers: [
    { id: '12345', key: 'CELS-1', ip, hostname: 'a', lastCheckin },
    { id: '22346', key: 'CELS-2', ip, hostname: 'b', lastCheckin },
  ],
  cloudlinuxKeys: [
    { key: 'cl-1', productType: 'CLP', limit: 5, note: '' },
    { key: 'cl-2', productType: 'CLP', limit: 5, note: '' },
  ],
  cloudlinuxServers: [
    { id: '1', key: 'cl-1', ip, hostname: 'a' },
    { id: '2', key: 'cl-2', ip, hostname: 'b' },
  ],
};
