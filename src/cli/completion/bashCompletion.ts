import type { CommandSpec, Values } from './completionSpec.ts';
import { HANDED_ON, valuedOptions } from './globalOptions.ts';
import { shellWord } from './shellWord.ts';

/**
 * A script for bash 3.2 and later that needs no other package. Addresses come from a file that others may have written,
 * so that they are compared and never expanded.
 */
export function bashCompletion(specs: readonly CommandSpec[]): string {
  return `# bash completion for clnform. Made by: clnform completion bash

${caseFunction('_clnform_takes_value', takesValue(specs), 'return 0', 'return 1')}

${caseFunction('_clnform_is_command', [specs.map(({ path }) => shellWord(path)).filter((word) => word !== "''")], 'return 0', 'return 1')}

_clnform_words() {
  local line
  while IFS= read -r line; do
    if [[ $line == "$cur"* ]]; then COMPREPLY+=("$line"); fi
  done
}

_clnform_print() {
  if (($# > 0)); then printf '%s\\n' "$@"; fi
}

_clnform_files() {
  compopt -o filenames 2>/dev/null
  _clnform_words < <(compgen "$1" -- "$cur")
}

_clnform_addresses() {
  _clnform_words < <(clnform \${at[@]+"\${at[@]}"} __addresses "$1" 2>/dev/null)
}

_clnform_options() {
  case $1 in
${specs.map(({ path, options }) => `    ${shellWord(path)}) _clnform_print ${words(options.flatMap(({ flags }) => flags))} ;;`).join('\n')}
  esac
}

_clnform_commands() {
  case $1 in
${specs
  .filter(({ commands }) => commands.length > 0)
  .map(({ path, commands }) => `    ${shellWord(path)}) _clnform_print ${words(commands.map(({ name }) => name))} ;;`)
  .join('\n')}
  esac
}

_clnform_option_values() {
  case "$1:$2" in
${valuedOptions(specs)
  .flatMap(({ path, option: { flags, values } }) =>
    flags.map((flag) => `    ${pattern(path, flag)}) ${fill(values)} ;;`),
  )
  .join('\n')}
  esac
}

_clnform_argument() {
  case "$1:$2" in
${specs
  .flatMap(({ path, arguments: list }) =>
    list.map(
      ({ index, variadic, values }) =>
        `    ${shellWord(`${path}:`)}${variadic ? '*' : String(index)}) ${fill(values)} ;;`,
    ),
  )
  .join('\n')}
  esac
}

_clnform() {
  local cur=\${COMP_WORDS[COMP_CWORD]} where='' pending='' ended='' word i
  local -a at=()
  local -i count=0
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $pending ]]; then
      case $pending in ${HANDED_ON.join('|')}) at+=("$pending" "$word") ;; esac
      pending=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      if _clnform_takes_value "$where:$word"; then pending=$word; fi
    elif _clnform_is_command "\${where:+$where }$word"; then
      where="\${where:+$where }$word"
    else
      count+=1
    fi
  done
  if [[ $cur == '=' ]]; then cur=''; fi
  if [[ -n $pending ]]; then
    _clnform_option_values "$where" "$pending"
  elif [[ -z $ended && $cur == -* ]]; then
    _clnform_words < <(_clnform_options "$where"; if [[ -n $where ]]; then _clnform_options ''; fi)
  else
    _clnform_words < <(if ((count == 0)); then _clnform_commands "$where"; fi)
    _clnform_argument "$where" "$count"
  fi
}

complete -F _clnform clnform
`;
}

function caseFunction(name: string, patterns: readonly (readonly string[])[], then: string, otherwise: string): string {
  const lines = patterns.filter((list) => list.length > 0).map((list) => `    ${list.join('|')}) ${then} ;;`);
  return `${name}() {\n  case $1 in\n${lines.join('\n')}\n  esac\n  ${otherwise}\n}`;
}

function takesValue(specs: readonly CommandSpec[]): readonly (readonly string[])[] {
  return valuedOptions(specs).map(({ path, option }) => option.flags.map((flag) => pattern(path, flag)));
}

function pattern(path: string | undefined, flag: string): string {
  return path === undefined ? `*:${flag}` : shellWord(`${path}:${flag}`);
}

function words(list: readonly string[]): string {
  return list.map(shellWord).join(' ');
}

function fill(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `_clnform_words < <(_clnform_print ${words(values.words)})`;
    case 'files':
      return '_clnform_files -f';
    case 'folders':
      return '_clnform_files -d';
    case 'addresses':
      return `_clnform_addresses ${values.source}`;
    case 'nothing':
      return ':';
    default:
      return values satisfies never;
  }
}
