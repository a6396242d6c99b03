import { connect } from 'node:tls';
import type { ApiRoot } from './apiRoot.ts';

/** The TLS of the service as this machine sees it. */
export interface TlsFound {
  /** `TLSv1.3`. */
  readonly protocol: string;
  /** Whole days until the certificate ends. */
  readonly daysLeft: number;
}

const TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;

/** Opens a connection and closes it again, without a request. Undefined when that fails: a call will tell why. */
export function probeTls(root: ApiRoot, now: number): Promise<TlsFound | undefined> {
  const { hostname, port } = new URL(root);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      minVersion: 'TLSv1.2',
      // A server name is never an address.
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    });
    const end = (found?: TlsFound): void => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(TIMEOUT_MS, () => end());
    socket.on('error', () => end());
    socket.once('secureConnect', () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      const protocol = socket.getProtocol();
      if (protocol === null || Number.isNaN(until)) end();
      else end({ protocol, daysLeft: Math.floor((until - now) / DAY_MS) });
    });
  });
}
