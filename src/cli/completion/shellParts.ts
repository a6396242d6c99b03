import type { CommandSpec, Values } from './completionSpec.ts';
import { HANDED_ON, valuedOptions } from './globalOptions.ts';
import { shellWord } from './shellWord.ts';

/** What a shell does to offer each sort of value. */
export interface ShellFill {
  readonly words: (words: readonly string[]) => string;
  readonly files: string;
  readonly folders: string;
}

/** The words of a list, each as the shell must be given it. */
export function shellWords(list: readonly string[]): string {
  return list.map(shellWord).join(' ');
}

/** `COMMAND:--flag` as a pattern; an option of clnform itself may stand after any command. */
export function flagPattern(path: string | undefined, flag: string): string {
  return path === undefined ? `*:${flag}` : shellWord(`${path}:${flag}`);
}

export function fillWith(values: Values, fill: ShellFill): string {
  switch (values.kind) {
    case 'words':
      return fill.words(values.words);
    case 'files':
      return fill.files;
    case 'folders':
      return fill.folders;
    case 'addresses':
      return `_clnform_addresses ${values.source}`;
    case 'nothing':
      return ':';
    default:
      return values satisfies never;
  }
}

/** The functions that say of a word what it is: an option that takes a value (`COMMAND:--flag`), a command. */
export function wordFunctions(specs: readonly CommandSpec[]): string {
  const taking = valuedOptions(specs).map(({ path, option }) => option.flags.map((flag) => flagPattern(path, flag)));
  const commands = specs.filter(({ path }) => path !== '').map(({ path }) => shellWord(path));
  return `${test('_clnform_takes_value', taking)}\n\n${test('_clnform_is_command', [commands])}`;
}

function test(name: string, patterns: readonly (readonly string[])[]): string {
  const lines = patterns.map((list) => `    ${list.join('|')}) return 0 ;;`);
  return `${name}() {\n  case $1 in\n${lines.join('\n')}\n  esac\n  return 1\n}`;
}

/** The function that offers the arguments of a command: its path, and the number of those before it. */
export function argumentFunction(specs: readonly CommandSpec[], fill: ShellFill): string {
  const lines = specs.flatMap(({ path, arguments: list }) =>
    list.map(
      ({ index, variadic, values }) =>
        `    ${shellWord(`${path}:`)}${variadic ? '*' : String(index)}) ${fillWith(values, fill)} ;;`,
    ),
  );
  return `_clnform_argument() {\n  case "$1:$2" in\n${lines.join('\n')}\n  esac\n}`;
}

/**
 * The body of the loop over the words before the cursor: `where` becomes the path of the command, `count` the number of
 * its arguments, `pending` an option that still waits for its value, `at` what an address is looked for with.
 */
export function wordBranches(shell: { readonly onOption: readonly string[]; readonly addOne: string }): string {
  return `    if [[ -n $pending ]]; then
      case $pending in ${HANDED_ON.join('|')}) at+=("$pending" "$word") ;; esac
      pending=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
${shell.onOption.map((line) => `      ${line}\n`).join('')}      if _clnform_takes_value "$where:$word"; then pending=$word; fi
    elif _clnform_is_command "\${where:+$where }$word"; then
      where="\${where:+$where }$word"
    else
      ${shell.addOne}
    fi`;
}
