import type { AnswerShape } from '../../model/api/answerShape.ts';
import type { Check } from '../../model/doctorReport.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { TlsFound } from '../../cln/tlsProbe.ts';
import { redact } from './redact.ts';

export type RootFound =
  | { readonly status: 'production' | 'loopback' | 'other'; readonly https: boolean }
  | { readonly status: 'invalid'; readonly diagnostic: Diagnostic };

export type ProxyFound =
  | { readonly status: 'none' }
  | {
      readonly status: 'set';
      readonly scheme: string;
      readonly port: string;
      readonly password: boolean;
      readonly exceptions: boolean;
    }
  | { readonly status: 'invalid'; readonly diagnostic: Diagnostic };

/** What became of the public call that needs no credentials. */
export type Reached =
  | { readonly status: 'answered'; readonly healthy: boolean; readonly ms: number }
  | { readonly status: 'failed'; readonly diagnostic: Diagnostic }
  | { readonly status: 'not-tried' };

export interface NetworkFindings {
  readonly root: RootFound;
  readonly proxy: ProxyFound;
  readonly reached: Reached;
  readonly tls: TlsFound | undefined;
  /** `NODE_TLS_REJECT_UNAUTHORIZED=0`: any certificate is taken. */
  readonly unchecked: boolean;
  readonly extraCertificates: boolean;
  readonly shapes: readonly AnswerShape[];
}

/** The way to the service, from its address to its clock. */
export function networkChecks(findings: NetworkFindings): readonly Check[] {
  return [rootCheck(findings), proxyCheck(findings), reachedCheck(findings), tlsCheck(findings), clockCheck(findings)];
}

function rootCheck({ root }: NetworkFindings): Check {
  const common = { id: 'api-root', title: 'API root' } as const;
  if (root.status === 'invalid') return { ...common, ...failed(root.diagnostic) };
  const words = {
    production: 'the production root',
    loopback: 'on this machine: an emulator, or a gateway',
    other: 'another root, from --api-url or CLN_API_URL',
  };
  return { ...common, status: 'ok', detail: words[root.status], data: { root: root.status } };
}

function proxyCheck({ proxy, root }: NetworkFindings): Check {
  const common = { id: 'proxy', title: 'proxy' } as const;
  if (proxy.status === 'none') return { ...common, status: 'ok', detail: 'none is set (HTTPS_PROXY)' };
  if (proxy.status === 'invalid') return { ...common, ...failed(proxy.diagnostic) };
  if (root.status !== 'invalid' && !root.https)
    return { ...common, status: 'ok', detail: 'one is set, and not used for plain http on this machine' };
  const { scheme, port, password, exceptions } = proxy;
  const how = `${scheme}, port ${port}, ${password ? 'with' : 'without'} user name and password`;
  const apart = exceptions ? '; NO_PROXY names exceptions' : '';
  return {
    ...common,
    status: 'ok',
    detail: `HTTPS_PROXY: ${how}${apart}`,
    data: { scheme, port, password, exceptions },
  };
}

function reachedCheck({ reached, proxy }: NetworkFindings): Check {
  const common = { id: 'reachable', title: 'reachable' } as const;
  switch (reached.status) {
    case 'not-tried':
      return { ...common, status: 'unknown', detail: 'not tried' };
    case 'answered': {
      const data = { ms: reached.ms, healthy: reached.healthy };
      if (reached.healthy) return { ...common, status: 'ok', detail: `yes, and it is healthy, ${reached.ms} ms`, data };
      return {
        ...common,
        status: 'warn',
        detail: `yes, but it reports trouble, ${reached.ms} ms`,
        help: '`clnform status` shows which of its systems are down.',
        data,
      };
    }
    case 'failed': {
      const wantsPassword = reached.diagnostic.summary.includes('HTTP 407') && proxy.status === 'set';
      const check = failed(reached.diagnostic);
      const help = wantsPassword
        ? 'The proxy asks for a user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, each percent-encoded.'
        : check.help;
      return { ...common, ...check, help };
    }
    default:
      return reached satisfies never;
  }
}

/** A certificate that ends sooner than this, on a service that others run, is worth a word. */
const SOON_DAYS = 14;

function tlsCheck({ root, proxy, reached, tls, unchecked, extraCertificates }: NetworkFindings): Check {
  const common = { id: 'tls', title: 'TLS' } as const;
  if (root.status === 'invalid' || reached.status === 'not-tried')
    return { ...common, status: 'unknown', detail: 'not tried' };
  if (!root.https) return { ...common, status: 'ok', detail: 'none: plain http, on this machine alone' };
  if (unchecked)
    return {
      ...common,
      status: 'fail',
      detail: 'certificates are not checked: NODE_TLS_REJECT_UNAUTHORIZED is 0',
      help: 'Unset it: anyone on the way could read the token. For a certificate of your own, set NODE_EXTRA_CA_CERTS.',
    };
  if (reached.status === 'failed') {
    if (!reached.diagnostic.summary.includes('TLS certificate'))
      return { ...common, status: 'unknown', detail: 'the service was not reached' };
    const own = extraCertificates ? 'NODE_EXTRA_CA_CERTS is set, but does not hold what signed it.' : '';
    return {
      ...common,
      status: 'fail',
      detail: redact(reached.diagnostic.summary).replace(/\.$/, ''),
      help: `${own} A gateway that opens TLS signs with a certificate of its own: name its PEM file in NODE_EXTRA_CA_CERTS.`.trim(),
    };
  }
  const accepted = extraCertificates ? 'certificate accepted (NODE_EXTRA_CA_CERTS is set)' : 'certificate accepted';
  if (proxy.status === 'set')
    return { ...common, status: 'ok', detail: `${accepted}; looked at through HTTPS_PROXY alone` };
  if (tls === undefined) return { ...common, status: 'ok', detail: accepted };
  const { protocol, daysLeft } = tls;
  const data = { protocol, days_left: daysLeft };
  const detail = `${protocol}, ${accepted}, good for ${daysLeft} more days`;
  if (daysLeft >= SOON_DAYS) return { ...common, status: 'ok', detail, data };
  return { ...common, status: 'warn', detail, help: 'When it ends, every call will fail until it is renewed.', data };
}

const TOLERATED_MS = 60_000;
const TOO_FAR_MS = 300_000;

function clockCheck({ shapes }: NetworkFindings): Check {
  const common = { id: 'clock', title: 'clock' } as const;
  const [best] = shapes
    .flatMap(({ aheadMs, uncertainMs }) =>
      aheadMs === undefined || uncertainMs === undefined ? [] : [{ aheadMs, uncertainMs }],
    )
    .sort((a, b) => a.uncertainMs - b.uncertainMs);
  if (best === undefined)
    return {
      ...common,
      status: 'unknown',
      detail: 'no answer with a date',
      help: 'Tokens carry the time of this machine: keep it synchronized.',
    };
  const { aheadMs, uncertainMs } = best;
  const data = { ahead_ms: aheadMs, uncertain_ms: uncertainMs };
  const off = `${secondsText(aheadMs)} ${aheadMs < 0 ? 'behind' : 'ahead of'} the service's`;
  if (Math.abs(aheadMs) <= Math.max(uncertainMs, 1000))
    return { ...common, status: 'ok', detail: 'agrees with the service’s to a second or two', data };
  if (Math.abs(aheadMs) <= TOLERATED_MS) return { ...common, status: 'ok', detail: off, data };
  return {
    ...common,
    status: Math.abs(aheadMs) > TOO_FAR_MS ? 'fail' : 'warn',
    detail: off,
    help: 'Tokens carry the time of this machine, and how far off it may be is not documented: synchronize it (NTP).',
    data,
  };
}

function secondsText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return [h > 0 && `${h} h`, m > 0 && `${m} min`, (s > 0 || seconds === 0) && `${s} s`].filter(Boolean).join(' ');
}

function failed({
  code,
  summary,
  help,
}: Diagnostic): Pick<Check, 'status' | 'detail' | 'data'> & { readonly help: string } {
  return { status: 'fail', detail: redact(summary).replace(/\.$/, ''), help: redact(help), data: { code } };
}
