import type { CommandSpec, OptionSpec, Values } from './completionSpec.ts';
import { HANDED_ON, valuedOptions } from './globalOptions.ts';

/** A script for fish 3 and later. */
export function fishCompletion(specs: readonly CommandSpec[]): string {
  const taking = valuedOptions(specs).flatMap(({ path, option }) =>
    option.flags.map((flag) => word(`${path ?? '*'}:${flag}`)),
  );
  const paths = specs.map(({ path }) => path).filter((path) => path !== '');
  return `# fish completion for clnform. Made by: clnform completion fish

# Prints the path of the command that is typed, then the number of its arguments, then --chdir and the like.
function __clnform_place
    set -l where ''
    set -l pending ''
    set -l count 0
    set -l at
    set -l typed (commandline -opc)
    for token in $typed[2..-1]
        if test -n "$pending"
            contains -- "$pending" ${HANDED_ON.join(' ')}; and set -a at "$pending" "$token"
            set pending ''
        else if string match -q -- '-*' "$token"
            string match -qr -- '^(${HANDED_ON.join('|')})=' "$token"; and set -a at "$token"
            switch "$where:$token"
                case ${taking.join(' ')}
                    set pending "$token"
            end
        else
            set -l deeper (string trim -- "$where $token")
            if contains -- "$deeper" ${paths.map(word).join(' ')}
                set where "$deeper"
            else
                set count (math $count + 1)
            end
        end
    end
    printf '%s\\n' "$where" $count $at
end

function __clnform_at
    set -l place (__clnform_place)
    test "$place[1]" = "$argv[1]"; or return 1
    test (count $argv) -lt 2; or test "$argv[2]" = '*'; or test "$place[2]" = "$argv[2]"
end

function __clnform_addresses
    set -l place (__clnform_place)
    clnform $place[3..-1] __addresses $argv[1] 2>/dev/null
end

complete -c clnform -f
${specs.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, commands, options, arguments: list }: CommandSpec): readonly string[] {
  const first = `-n ${word(`__clnform_at ${word(path)} 0`)}`;
  return [
    ...commands.map(({ name, description }) => `complete -c clnform ${first} -a ${word(name)} -d ${word(description)}`),
    ...options.map((option) => optionLine(path, option)),
    ...list.flatMap(({ index, variadic, values }) => {
      const condition = `-n ${word(`__clnform_at ${word(path)} ${variadic ? "'*'" : index}`)}`;
      const filled = fill(values);
      return filled === '' ? [] : [`complete -c clnform ${condition} ${filled}`];
    }),
  ];
}

function optionLine(path: string, { flags, description, values }: OptionSpec): string {
  // The options of clnform itself may stand anywhere.
  const condition = path === '' ? [] : [`-n ${word(`__clnform_at ${word(path)}`)}`];
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const taken = values === undefined ? [] : [values.kind === 'files' ? '-r' : '-x', fill(values)];
  return ['complete -c clnform', ...condition, ...names, ...taken, `-d ${word(description)}`]
    .filter((part) => part !== '')
    .join(' ');
}

function fill(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `-a ${word(values.words.join(' '))}`;
    case 'files':
      return '-F';
    case 'folders':
      return "-a '(__fish_complete_directories)'";
    case 'addresses':
      return `-a '(__clnform_addresses ${values.source})'`;
    case 'nothing':
      return '';
    default:
      return values satisfies never;
  }
}

/** One word of fish, where a backslash works within single quotes too. */
function word(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
