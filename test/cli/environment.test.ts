import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/cli/environment.ts';

describe('the environment', () => {
  it.each([
    { reason: 'unset', CI: undefined, ci: false },
    { reason: 'empty', CI: '', ci: false },
    { reason: 'said no', CI: 'false', ci: false },
    { reason: 'true', CI: 'true', ci: true },
    { reason: 'one', CI: '1', ci: true },
    { reason: 'a name', CI: 'woodpecker', ci: true },
  ])('knows CI: $reason', ({ CI, ci }) => {
    expect(readEnvironment({ CI }).ci).toBe(ci);
  });

  it.each([
    { reason: 'nothing set', variables: {}, colour: true },
    { reason: 'NO_COLOR', variables: { NO_COLOR: '1' }, colour: false },
    { reason: 'NO_COLOR empty counts as unset', variables: { NO_COLOR: '' }, colour: true },
    { reason: 'a dumb terminal', variables: { TERM: 'dumb' }, colour: false },
  ])('knows colour: $reason', ({ variables, colour }) => {
    expect(readEnvironment(variables).colour).toBe(colour);
  });

  it('finds the settings file where the user keeps configuration', () => {
    expect(readEnvironment({ HOME: '/h' }).settings).toBe('/h/.config/clnform/settings.json');
    expect(readEnvironment({ HOME: '/h', XDG_CONFIG_HOME: '/x' }).settings).toBe('/x/clnform/settings.json');
    expect(readEnvironment({ HOME: '/h', CLNFORM_SETTINGS: '/s.json' }).settings).toBe('/s.json');
    expect(readEnvironment({})).not.toHaveProperty('settings');
  });

  it('keeps the secret from manifests and gives them the rest', () => {
    const environment = readEnvironment({ CLN_SECRET_KEY: 's', CLN_SECRET_KEY_FILE: 'f', POOL: '5', EMPTY: '' });
    expect(environment.variable('CLN_SECRET_KEY')).toBeUndefined();
    expect(environment.variable('CLN_SECRET_KEY_FILE')).toBeUndefined();
    expect(environment.variable('POOL')).toBe('5');
    expect(environment.variable('EMPTY')).toBe('');
  });
});
