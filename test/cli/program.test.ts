import { describe, expect, it } from 'vitest';
import { definedProgram } from '../support/typedCommands.ts';

const names = definedProgram().commands.map((command) => command.name());

describe('the program', () => {
  it('has its commands by the names that they give themselves', () => {
    expect(names.length).toBeGreaterThan(15);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(names)('is defined with %s alone when that was typed first, and with the same options', (name) => {
    const [whole, alone] = [definedProgram(), definedProgram(name)];
    expect(alone.commands.map((command) => command.name())).toEqual([name]);
    const help = (program: typeof whole) =>
      program.commands.find((command) => command.name() === name)?.helpInformation();
    expect(help(alone)).toBe(help(whole));
  });

  it.each([undefined, '--help', 'help', 'plam', '--chdir', 'constructor'])(
    'is whole when %s was typed first',
    (word) => {
      expect(definedProgram(word).commands.map((command) => command.name())).toEqual(names);
    },
  );
});
