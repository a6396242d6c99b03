import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULT_ACTIONS, parseFaultRule } from '../../src/emulator/faults.ts';
import { DEFAULT_SHAPE, parseShape } from '../../src/emulator/shapes.ts';
import { EMULATOR_HELP } from '../../src/cli/commands/emulatorHelp.ts';
import { emulatorCommand } from '../../src/cli/commands/emulator.ts';

let help = '';
const command = emulatorCommand(() => Promise.resolve()).configureOutput({ writeOut: (text) => (help += text) });
command.outputHelp();
const page = readFileSync('docs/emulator.md', 'utf8');

describe.each([
  ['the help of the emulator', help],
  ['docs/emulator.md', page],
])('%s', (_name, text) => {
  it('has only examples of faults and shapes that the emulator takes', () => {
    const faults = [...text.matchAll(/--fault '([^']+)'|\["(do=[^"]+)"\]/gu)].map(([, a, b]) => a ?? b ?? '');
    expect(faults.length).toBeGreaterThan(4);
    for (const fault of faults) expect(parseFaultRule(fault)).toMatchObject({ ok: true });
    const shapes = [...text.matchAll(/--shape ([a-z]\S*=[\w,=]+)/gu)].map(([, shape = '']) => shape);
    expect(shapes.length).toBeGreaterThan(0);
    for (const shape of shapes) expect(parseShape(shape)).toMatchObject({ ok: true });
  });

  it('names every action, setting and shape', () => {
    const settings = ['endpoint', 'method', 'calls', 'when', 'nth', 'count', 'probability', 'retry-after', 'message'];
    for (const word of [...FAULT_ACTIONS, ...settings, ...Object.keys(DEFAULT_SHAPE)])
      expect(text).toMatch(new RegExp(`^(?:  |\\| \`)${word}\\b`, 'mu'));
  });
});

it('every value of a shape that the help names is one', () => {
  const rows = [...EMULATOR_HELP.matchAll(/^ {2}(\w+) +((?:\w+ \| )+\w+) {2,}/gmu)];
  expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(DEFAULT_SHAPE).sort());
  for (const [, name = '', values = ''] of rows)
    for (const value of values.split(' | ')) expect(parseShape(`${name}=${value}`)).toMatchObject({ ok: true });
});
