import { type ApiRoot, PRODUCTION_ROOT } from '../../cln/apiRoot.ts';
import { Credentials } from '../../cln/credentials.ts';
import { parseProxyUrl } from '../../cln/proxyUrl.ts';
import type { CallInfo } from '../../cln/sender.ts';
import { probeTls } from '../../cln/tlsProbe.ts';
import type { AnswerShape } from '../../model/api/answerShape.ts';
import type { ReadApi } from '../../model/api/readApi.ts';
import { ApiError } from '../../model/apiError.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { serviceHealth } from '../../views/serviceHealth.ts';
import { apiRoot, checkLogin, connect } from '../account.ts';
import { CliError } from '../cliError.ts';
import type { Context } from '../context.ts';
import { resolveCredentials } from '../credentials.ts';
import type { Environment } from '../environment.ts';
import type { Acceptance, CredentialSource, FoundCredentials } from './credentialChecks.ts';
import type { NetworkFindings, ProxyFound, Reached, RootFound } from './networkChecks.ts';
import { survey, type Survey } from './survey.ts';

export interface Taps {
  readonly signal: AbortSignal;
  readonly onShape: (shape: AnswerShape) => void;
  readonly onCall: (info: CallInfo) => void;
  /** How many questions were answered so far. */
  readonly progress: (done: number) => void;
}

export interface Examined {
  readonly credentials: FoundCredentials;
  readonly acceptance: Acceptance;
  readonly network: Omit<NetworkFindings, 'shapes'>;
  /** Absent when there was nothing to ask, or no way to do it. */
  readonly survey?: Survey;
}

/** Quicker to give up than a plan is: here a failure is a finding. */
const LIMITS = { tries: 2, tryMs: 20_000, totalMs: 30_000, firstPauseMs: 300 };

/** Everything that needs the network, asked with reads alone. */
export async function examine(context: Context, taps: Taps): Promise<Examined> {
  const { environment, system } = context;
  const opened = await attempt(() => resolve(context));
  const root = await attempt(() => apiRoot(context));
  const proxy = proxyFound(environment);
  const base = {
    credentials: foundCredentials(context, opened),
    root: rootFound(root),
    proxy,
    unchecked: environment.inherited.NODE_TLS_REJECT_UNAUTHORIZED === '0',
    extraCertificates: (environment.inherited.NODE_EXTRA_CA_CERTS ?? '') !== '',
  };
  const network = { ...base, reached: { status: 'not-tried' }, tls: undefined } as const;
  const unseen: Acceptance = { status: 'unseen' };
  const nothing = { credentials: base.credentials, acceptance: unseen, network };
  if (!root.ok || proxy.status === 'invalid') return nothing;

  const shapes: AnswerShape[] = [];
  const onShape = (shape: AnswerShape): void => {
    shapes.push(shape);
    taps.onShape(shape);
  };
  // Without credentials the public calls are left; a token of nobody is made for them and not sent.
  const who = opened.ok ? opened.value : new Credentials('', '');
  const { signal, onCall } = taps;
  // From here on there is no way to write: nothing but the reading half is kept.
  const { read } = connect(context, root.value, who, { signal, onCall, onShape, readLimits: LIMITS });
  const reached = await reach(read, () => system.now());
  const direct = root.value.startsWith('https:') && proxy.status === 'none' && reached.status === 'answered';
  const tls = direct ? await probeTls(root.value, system.now()) : undefined;
  const looked = { ...network, reached, tls };
  // Whatever answered: where no one is there at all, thirty more questions would be no wiser.
  const silent = reached.status === 'failed' && shapes.length === 0;
  if (!opened.ok || silent) return { ...nothing, network: looked };

  const found = await survey({ read, system, learn: (keys) => context.learn(keys), progress: taps.progress });
  return { ...nothing, network: looked, survey: found, acceptance: acceptanceOf(found, shapes) };
}

function acceptanceOf({ asked }: Survey, shapes: readonly AnswerShape[]): Acceptance {
  if (asked.some(({ failure }) => failure?.code === 'authorization-failed')) {
    const aheadMs = shapes.find((shape) => shape.aheadMs !== undefined)?.aheadMs;
    return { status: 'refused', ...(aheadMs !== undefined && { aheadMs }) };
  }
  // A public call proves nothing about a token.
  const proven = asked.some(({ label, failure }) => failure === undefined && label !== 'status.plain');
  return { status: proven ? 'accepted' : 'unseen' };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostic: Diagnostic };

async function attempt<T>(work: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const [diagnostic] = error instanceof CliError ? error.diagnostics : [];
    if (diagnostic === undefined) throw error;
    return { ok: false, diagnostic };
  }
}

async function resolve(context: Context): Promise<Credentials> {
  const { options, environment } = context;
  const credentials = await resolveCredentials(environment, options.account, (path) => context.path(path));
  checkLogin(credentials.login, options.account, '--account names');
  return credentials;
}

function foundCredentials({ environment }: Context, opened: Attempt<Credentials>): FoundCredentials {
  if (opened.ok) return { status: 'found', source: sourceOf(environment), login: opened.value.login };
  const { login } = environment;
  return { status: 'missing', diagnostic: opened.diagnostic, ...(login !== undefined && { login }) };
}

function sourceOf({ secretKey, secretKeyFile }: Environment): CredentialSource {
  if (secretKey !== undefined) return 'CLN_SECRET_KEY';
  return secretKeyFile === undefined ? 'credential_process' : 'CLN_SECRET_KEY_FILE';
}

function rootFound(root: Attempt<ApiRoot>): RootFound {
  if (!root.ok) return { status: 'invalid', diagnostic: root.diagnostic };
  const https = root.value.startsWith('https:');
  if (root.value === PRODUCTION_ROOT) return { status: 'production', https };
  const { hostname } = new URL(root.value);
  const here = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return { status: here ? 'loopback' : 'other', https };
}

function proxyFound({ httpsProxy, noProxy }: Environment): ProxyFound {
  if (httpsProxy === undefined) return { status: 'none' };
  const url = parseProxyUrl(httpsProxy);
  if (!(url instanceof URL)) return { status: 'invalid', diagnostic: url };
  const scheme = url.protocol.slice(0, -1);
  const port = url.port === '' ? (scheme === 'https' ? '443' : '80') : url.port;
  const password = url.username !== '' || url.password !== '';
  return { status: 'set', scheme, port, password, exceptions: noProxy !== undefined };
}

async function reach(read: ReadApi, now: () => number): Promise<Reached> {
  const startedAt = now();
  try {
    const { healthy } = serviceHealth(await read.status());
    return { status: 'answered', healthy, ms: Math.round(now() - startedAt) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 'failed', diagnostic: error.diagnostic };
  }
}
