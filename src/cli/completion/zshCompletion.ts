import type { CommandSpec } from './completionSpec.ts';
import { HANDED_ON, valuedOptions } from './globalOptions.ts';
import { argumentFunction, fillWith, flagPattern, shellWords, wordBranches, wordFunctions } from './shellParts.ts';
import type { ShellFill } from './shellParts.ts';
import { shellWord } from './shellWord.ts';

/** A script for zsh, to be sourced after `compinit` or put into a folder of `fpath` as `_clnform`. */
export function zshCompletion(specs: readonly CommandSpec[]): string {
  // A word holds an option and its value where they are joined by a sign of equality.
  const handedOn = `case $word in (${HANDED_ON.map((flag) => `${flag}=*`).join('|')}) at+=("$word") ;; esac`;
  return `#compdef clnform
# zsh completion for clnform. Made by: clnform completion zsh

${wordFunctions(specs)}

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
      `    ${flags.map((flag) => flagPattern(path, flag)).join('|')}) ${fillWith(values, FILL)} ;;`,
  )
  .join('\n')}
  esac
}

${argumentFunction(specs, FILL)}

_clnform() {
  local cur=$words[CURRENT] where='' pending='' ended='' word
  local -a at
  integer i count=0
  for ((i = 2; i < CURRENT; i++)); do
    word=\${(Q)words[i]}
${wordBranches({ onOption: [handedOn], addOne: '((count += 1))' })}
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

const FILL: ShellFill = {
  words: (words) => `compadd -- ${shellWords(words)}`,
  files: '_files',
  folders: '_files -/',
};
