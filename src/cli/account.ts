import { randomUUID } from 'node:crypto';
import { type ApiRoot, parseApiRoot, PRODUCTION_ROOT } from '../cln/apiRoot.ts';
import { type ClientOptions, createClient } from '../cln/client.ts';
import { Credentials } from '../cln/credentials.ts';
import { parseProxyUrl } from '../cln/proxyUrl.ts';
import type { CallInfo } from '../cln/sender.ts';
import { createUndiciTransport } from '../cln/undiciTransport.ts';
import type { Api } from '../model/api/api.ts';
import { plain } from '../model/text.ts';
import { CliError, cliError } from './cliError.ts';
import { compileParserOnce } from './compileParserOnce.ts';
import type { Context } from './context.ts';
import { resolveCredentials } from './credentials.ts';

export interface AccountOptions {
  /** The login that the manifest, or the saved plan, is for. Any other is refused before a call is made. */
  readonly login?: string;
  /** What names that login. */
  readonly meant?: 'manifest' | 'plan';
  /** Ends reads; a write under way is never given up. */
  readonly signal?: AbortSignal;
}

/**
 * The account that the credentials open. Throws `CliError` when there are none, when they are for another account than
 * the one that is meant, or when the API root is not safe to send them to.
 */
export async function openAccount(context: Context, options: AccountOptions): Promise<Api> {
  return (await openOwnAccount(context, options)).api;
}

/** The same for commands that no manifest tells whose account it is: with the login. */
export async function openOwnAccount(
  context: Context,
  { login, meant = 'manifest', signal }: AccountOptions = {},
): Promise<{ readonly api: Api; readonly login: string }> {
  const { options, environment } = context;
  const root = apiRoot(context);
  const credentials = await resolveCredentials(environment, options.account ?? login, (path) => context.path(path));
  checkLogin(credentials.login, options.account, '--account names', '--account');
  checkLogin(credentials.login, login, `the ${meant} is for`, meant);
  const api = connect(context, root, credentials, signal === undefined ? {} : { signal });
  return { api, login: credentials.login };
}

/**
 * The API for calls that carry no token, which need no credentials. A secret that is set is used all the same, so that it
 * is struck out of whatever the service says; no program is started for one.
 */
export async function openPublic(context: Context, { signal }: Pick<AccountOptions, 'signal'> = {}): Promise<Api> {
  const { secretKey, secretKeyFile } = context.environment;
  const more = signal === undefined ? {} : { signal };
  if (secretKey !== undefined || secretKeyFile !== undefined) return openAccount(context, more);
  return connect(context, apiRoot(context), new Credentials('nobody', randomUUID()), more);
}

/** The root that tokens are sent to. Throws `CliError` when it is not safe to do so. */
export function apiRoot({ options, environment }: Context): ApiRoot {
  const root = parseApiRoot(options.apiUrl ?? environment.apiUrl ?? PRODUCTION_ROOT);
  if (typeof root !== 'string') throw new CliError([root]);
  return root;
}

/** The account, over the proxy that the environment names; with `--debug`, every call is told. */
export function connect(
  context: Context,
  root: ApiRoot,
  credentials: Credentials,
  more: Pick<ClientOptions, 'signal' | 'onCall' | 'onShape' | 'readLimits'>,
): Api {
  const { options, environment, system, terminal } = context;
  const { httpsProxy, noProxy } = environment;
  compileParserOnce();
  return createClient({
    transport: createUndiciTransport({
      apiRoot: root,
      ...(httpsProxy === undefined ? {} : { proxy: proxyUrl(httpsProxy) }),
      ...(noProxy === undefined ? {} : { noProxy }),
    }),
    credentials,
    system,
    ...more,
    onCall(info) {
      if (options.debug === true) terminal.note([callLine(info)]);
      more.onCall?.(info);
    },
  });
}

/** A manifest applied to another account would buy everything in it a second time there. */
export function checkLogin(
  login: string,
  wanted: string | undefined,
  who: string,
  meant: 'manifest' | 'plan' | '--account' = 'manifest',
): void {
  if (wanted === undefined || wanted === login) return;
  throw cliError(
    'other-account',
    `The credentials are for the account ${plain(login)}, and ${who} ${plain(wanted)}.`,
    `No call was made. ${otherHelp(login, wanted, meant)}`,
  );
}

function otherHelp(login: string, wanted: string, meant: 'manifest' | 'plan' | '--account'): string {
  if (meant !== '--account') return `Use the credentials of ${plain(wanted)}, or a ${meant} of ${plain(login)}.`;
  return (
    'An account is a CLN login, and the credentials say whose: CLN_LOGIN, or what a credential_process prints. ' +
    `--account only makes sure of it. Set CLN_LOGIN and the secret key of ${plain(wanted)}, or leave --account out.`
  );
}

function proxyUrl(text: string): URL {
  const url = parseProxyUrl(text);
  if (url instanceof URL) return url;
  throw new CliError([url]);
}

function callLine({ method, endpoint, attempt, outcome, status, durationMs }: CallInfo): string {
  const again = attempt > 1 ? ` (try ${attempt})` : '';
  const answer = status === undefined ? '' : ` ${status}`;
  return `debug ${method} ${endpoint}${again}: ${outcome}${answer}, ${Math.round(durationMs)} ms`;
}
