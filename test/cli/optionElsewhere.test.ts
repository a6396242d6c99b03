import { expect, it } from 'vitest';
import { callsPlugin } from '../../src/cli/callsPlugin.ts';
import { optionElsewhere } from '../../src/cli/optionElsewhere.ts';
import { definedProgram } from '../support/typedCommands.ts';

it.each([
  { option: '--rehearse', hint: 'It is an option of another command: clnform plan --rehearse\n' },
  { option: '--none', hint: 'It is an option of another command: clnform state resolve --none\n' },
  { option: '--accept-empty', hint: 'clnform plan --accept-empty, clnform apply --accept-empty' },
  { option: '--show-keys', hint: '' },
  { option: '--bogus', hint: '' },
])('who has $option', ({ option, hint }) => {
  const { commands } = definedProgram();
  const told = optionElsewhere(`error: unknown option '${option}'\n`, commands);
  if (hint === '') expect(told).toBe('');
  else expect(told).toContain(hint);
  expect(optionElsewhere(`error: unknown option '${option}'\n(Did you mean --other?)\n`, commands)).toBe(told);
  expect(optionElsewhere(`error: missing required argument '${option}'\n`, commands)).toBe('');
});

it.each([
  { line: 'nagios reseller --bogus', calls: true },
  { line: '--bogus nagios', calls: true },
  { line: '--chdir there --debug nagios key', calls: true },
  { line: '--chdir nagios plan', calls: false },
  { line: 'nagios register KEY --bogus', calls: false },
  { line: 'plan nagios', calls: false },
  { line: '', calls: false },
])('whether `$line` calls a plugin: $calls', ({ line, calls }) => {
  expect(callsPlugin(line.split(' ').filter((word) => word !== ''))).toBe(calls);
});
