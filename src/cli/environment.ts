import { isAbsolute } from 'node:path';

/** What the environment says. Empty variables count as absent, as shells and CI systems set them so. */
export interface Environment {
  readonly login?: string;
  readonly secretKey?: string;
  readonly secretKeyFile?: string;
  readonly apiUrl?: string;
  /** `CLNFORM_STATE`: path of the state file. */
  readonly state?: string;
  /** The settings file: `CLNFORM_SETTINGS`, or `clnform/settings.json` in the user's configuration folder. */
  readonly settings?: string;
  /** The user's folder for what programs keep between runs. */
  readonly stateHome?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  readonly user?: string;
  /** No one is there to answer a question. */
  readonly ci: boolean;
  readonly colour: boolean;
  /** A variable for `${env:NAME}` in a manifest. The account's secret is not to be had: a note could carry it away. */
  variable(name: string): string | undefined;
  /** All of it, for a program that clnform starts. */
  readonly inherited: Variables;
}

export type Variables = Readonly<Record<string, string | undefined>>;

const WITHHELD = new Set(['CLN_SECRET_KEY', 'CLN_SECRET_KEY_FILE']);

export function readEnvironment(variables: Variables): Environment {
  const get = (...names: readonly string[]): string | undefined =>
    names.map((name) => variables[name]).find((value) => value !== undefined && value !== '');
  const configHome = get('XDG_CONFIG_HOME') ?? under(get('HOME', 'USERPROFILE'), '.config');
  const present = {
    login: get('CLN_LOGIN'),
    secretKey: get('CLN_SECRET_KEY'),
    secretKeyFile: get('CLN_SECRET_KEY_FILE'),
    apiUrl: get('CLN_API_URL'),
    state: get('CLNFORM_STATE'),
    settings: get('CLNFORM_SETTINGS') ?? under(configHome, 'clnform/settings.json'),
    // A relative path is to be ignored, says the specification that the variable comes from.
    stateHome: absolute(get('XDG_STATE_HOME')) ?? absolute(under(get('HOME', 'USERPROFILE'), '.local/state')),
    httpsProxy: get('HTTPS_PROXY', 'https_proxy'),
    noProxy: get('NO_PROXY', 'no_proxy'),
    user: get('USER', 'LOGNAME', 'USERNAME'),
  };
  return {
    ...withoutAbsent(present),
    ci: !['', '0', 'false'].includes(variables.CI ?? ''),
    colour: get('NO_COLOR') === undefined && get('TERM') !== 'dumb',
    variable: (name) => (WITHHELD.has(name) ? undefined : variables[name]),
    inherited: variables,
  };
}

function under(folder: string | undefined, path: string): string | undefined {
  return folder === undefined ? undefined : `${folder}/${path}`;
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

type Present<T> = { readonly [F in keyof T]?: Exclude<T[F], undefined> };

function withoutAbsent<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
