import type { Command } from 'commander';

/** More than this are no hint. */
const MOST = 4;

/**
 * For an error of commander about an option that is not known: which commands do have it (`apply --rehearse`). A line, or
 * nothing where no other command has it, or too many. The same name in another command is no worse than commander's guess.
 */
export function optionElsewhere(error: string, commands: readonly Command[]): string {
  const [, option] = /^error: unknown option '(--[\w-]+)/u.exec(error) ?? [];
  if (option === undefined) return '';
  const found = commands.flatMap((command) => withOption(command, option, command.name()));
  if (found.length === 0 || found.length > MOST) return '';
  return `It is an option of another command: ${found.map((name) => `clnform ${name} ${option}`).join(', ')}\n`;
}

function withOption(command: Command, option: string, name: string): readonly string[] {
  const own = command.options.some(({ long }) => long === option) ? [name] : [];
  return [...own, ...command.commands.flatMap((sub) => withOption(sub, option, `${name} ${sub.name()}`))];
}
