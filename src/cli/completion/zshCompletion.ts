import type { CommandSpec, Values } from './completionSpec.ts';
import { HANDED_ON, valuedOptions } from './globalOptions.ts';
import { shellWord } from './shellWord.ts';

/** A script for zsh, to be sourced after `compinit` or put into a folder of `fpath` as `_clnform`. */
export function zshCompletion(specs: readonly CommandSpec[]): string {
  const commands = specs.filter(({ path }) => path !== '').map(({ path }) => shellWord(path));
  return `#compdef clnform
# zsh completion for clnform. Made by: clnform completion zsh

_clnform_takes_value() {
  case $1 in
${valuedOptions(specs)
  .map(({ path, option }) => `    ${option.flags.map((flag) => pattern(path, flag)).join('|')}) return 0 ;;`)
  .join('\n')}
  esac
  return 1
}

_clnform_is_command() {
  case $1 in
    ${commands.join('|')}) return 0 ;;
  esac
  return 1
}

_clnform_addresses() {
  local -a found
  found=("\${(@f)$(clnform "$at[@]" __addresses "$1" 2>/dev/null)}")
  compadd -- $found
}

_clnform_options() {
  local -a list
  case $1 in
${specs.map(({ path, options }) => `    ${shellWord(path)}) list=(${options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))).join(' ')}) ;;`).join('\n')}
  esac
  _describe -o option list
}

_clnform_commands() {
  local -a list
  case $1 in
${specs
  .filter((spec) => spec.commands.length > 0)
  .map(
    ({ path, commands: list }) =>
      `    ${shellWord(path)}) list=(${list.map(({ name, description }) => described(name, description)).join(' ')}) ;;`,
  )
  .join('\n')}
    *) return 1 ;;
  esac
  _describe command list
}

_clnform_option_values() {
  case "$1:$2" in
${valuedOptions(specs)
  .map(
    ({ path, option: { flags, values } }) =>
      `    ${flags.map((flag) => pattern(path, flag)).join('|')}) ${fill(values)} ;;`,
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
  local cur=$words[CURRENT] where='' pending='' ended='' word
  local -a at
  integer i count=0
  for ((i = 2; i < CURRENT; i++)); do
    word=\${(Q)words[i]}
    if [[ -n $pending ]]; then
      case $pending in ${HANDED_ON.join('|')}) at+=("$pending" "$word") ;; esac
      pending=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      case $word in (${HANDED_ON.map((flag) => `${flag}=*`).join('|')}) at+=("$word") ;; esac
      if _clnform_takes_value "$where:$word"; then pending=$word; fi
    elif _clnform_is_command "\${where:+$where }$word"; then
      where="\${where:+$where }$word"
    else
      ((count += 1))
    fi
  done
  if [[ -n $pending ]]; then
    _clnform_option_values "$where" "$pending"
  elif [[ -z $ended && $cur == --*=* ]]; then
    compset -P '*='
    _clnform_option_values "$where" "\${cur%%=*}"
  elif [[ -z $ended && $cur == -* ]]; then
    _clnform_options "$where"
    if [[ -n $where ]]; then _clnform_options ''; fi
  else
    if ((count == 0)); then _clnform_commands "$where"; fi
    _clnform_argument "$where" "$count"
  fi
}

if [[ $funcstack[1] == _clnform ]]; then
  _clnform "$@"
else
  compdef _clnform clnform
fi
`;
}

/** `_describe` takes `name:description`. */
function described(name: string, description: string): string {
  return shellWord(`${name.replaceAll(':', '\\:')}:${description}`);
}

function pattern(path: string | undefined, flag: string): string {
  return path === undefined ? `*:${flag}` : shellWord(`${path}:${flag}`);
}

function fill(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `compadd -- ${values.words.map(shellWord).join(' ')}`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'addresses':
      return `_clnform_addresses ${values.source}`;
    case 'nothing':
      return ':';
    default:
      return values satisfies never;
  }
}
