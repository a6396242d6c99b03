import type { Argument, Command, Option } from 'commander';
import { HAZARDS } from '../../model/hazard.ts';

/** What may stand in a place of the command line. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'nothing' }
  /** `state`: what the state file holds. `any`: what the manifest declares as well. */
  | { readonly kind: 'addresses'; readonly source: 'state' | 'any' };

export interface OptionSpec {
  /** `-h`, `--help`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent: the option takes no value. */
  readonly values?: Values;
}

export interface ArgumentSpec {
  /** From 0; the last one may stand for all that follow. */
  readonly index: number;
  readonly variadic: boolean;
  readonly values: Values;
}

export interface CommandSpec {
  /** The words that lead to it: '' for clnform itself, `state show`. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionSpec[];
  readonly arguments: readonly ArgumentSpec[];
}

/** Everything that can be typed, read off the program itself, what `--help` hides left out. The first is clnform itself. */
export function completionSpec(program: Command, path = ''): readonly CommandSpec[] {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const join = (name: string): string => (path === '' ? name : `${path} ${name}`);
  const own: CommandSpec = {
    path,
    commands: commands.map((command) => ({ name: command.name(), description: firstSentence(command.description()) })),
    options: help.visibleOptions(program).map((option) => optionSpec(option, path)),
    arguments: program.registeredArguments.map((argument, index) => argumentSpec(argument, index, path)),
  };
  const [known, helping] = [true, false].map((wanted) =>
    commands.filter((command) => program.commands.includes(command) === wanted),
  );
  return [
    own,
    ...(helping ?? []).map((command) => helpSpec(join(command.name()), known ?? [])),
    ...(known ?? []).flatMap((command) => completionSpec(command, join(command.name()))),
  ];
}

/** The command `help`, which commander makes by itself, takes the names of the others. */
function helpSpec(path: string, others: readonly Command[]): CommandSpec {
  const values: Values = { kind: 'words', words: others.map((command) => command.name()) };
  return { path, commands: [], options: [], arguments: [{ index: 0, variadic: false, values }] };
}

function optionSpec(option: Option, path: string): OptionSpec {
  const { short, long, description, argChoices } = option;
  const flags = [short, long].filter((flag) => typeof flag === 'string');
  if (!option.required && !option.optional) return { flags, description };
  return { flags, description, values: valuesOf(placeholder(option.flags), argChoices, path) };
}

function argumentSpec(argument: Argument, index: number, path: string): ArgumentSpec {
  return { index, variadic: argument.variadic, values: valuesOf(argument.name(), argument.argChoices, path) };
}

function placeholder(flags: string): string {
  return /[<[]([^\]>.]+)/u.exec(flags)?.[1] ?? '';
}

/** The placeholder in the help says what is meant: `<file>`, `<dir>`, `<address>`, `<hazard>`. */
function valuesOf(name: string, choices: readonly string[] | undefined, path: string): Values {
  if (choices !== undefined) return { kind: 'words', words: choices };
  if (/^(?:file|path)$/u.test(name)) return { kind: 'files' };
  if (name === 'dir') return { kind: 'folders' };
  if (/^hazards?$/u.test(name)) return { kind: 'words', words: HAZARDS };
  if (name === 'key-or-address') return { kind: 'addresses', source: 'state' };
  if (name === 'address' || name === 'from') {
    return { kind: 'addresses', source: path === 'state' || path.startsWith('state ') ? 'state' : 'any' };
  }
  return { kind: 'nothing' };
}

function firstSentence(text: string): string {
  return /^.*?[.:;](?= |$)/u.exec(text)?.[0].slice(0, -1) ?? text;
}
