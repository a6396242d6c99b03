import type { Problems, Spot } from './problems.ts';

/** Looks up an environment variable. */
export type Env = (name: string) => string | undefined;

export interface Substituted {
  readonly text: string;
  /** Something was put in. */
  readonly changed: boolean;
  /** The whole scalar is one substitution. */
  readonly whole: boolean;
  /** A problem was reported. */
  readonly broken: boolean;
}

const FORM = /\$\$\{|\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})?/gu;

/**
 * Replaces `${env:NAME}` and `${env:NAME:-default}`; `$${` stands for `${`. As in a shell, the default also stands in
 * for an empty variable; without a default an empty one counts as missing, since that is how CI systems hand over a
 * secret that does not exist.
 */
export function substitute(text: string, at: Spot, env: Env, problems: Problems): Substituted {
  if (!text.includes('${')) return { text, changed: false, whole: false, broken: false };
  let changed = false;
  let whole = false;
  let broken = false;
  const result = text.replace(FORM, (match: string, name: string | undefined, fallback: string | undefined) => {
    if (match === '$${') return '${';
    if (name === undefined) {
      broken = true;
      problems.at(
        at,
        'bad-substitution',
        '`${` starts a substitution, and this is not one that clnform knows.',
        'Write ${env:NAME} or ${env:NAME:-default}; for the characters themselves, write $${.',
      );
      return '';
    }
    const value = env(name);
    if (value !== undefined && value !== '') {
      changed = true;
      whole = match === text;
      return value;
    }
    if (fallback !== undefined) {
      changed = true;
      whole = match === text;
      return fallback;
    }
    broken = true;
    problems.at(
      at,
      'env-missing',
      `The environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}.`,
      `Set it, or give a default: \${env:${name}:-default}.`,
    );
    return '';
  });
  return { text: result, changed, whole, broken };
}
