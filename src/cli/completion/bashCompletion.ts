import type { CommandSpec } from './completionSpec.ts';
import { valuedOptions } from './globalOptions.ts';
import { argumentFunction, fillWith, flagPattern, shellWords, wordBranches, wordFunctions } from './shellParts.ts';
import type { ShellFill } from './shellParts.ts';
import { shellWord } from './shellWord.ts';

/**
 * A script for bash 3.2 and later that needs no other package. Addresses come from a file that others may have written,
 * so that they are compared and never expanded.
 */
export function bashCompletion(specs: readonly CommandSpec[]): string {
  return `# bash completion for clnform. Made by: clnform completion bash

${wordFunctions(specs)}

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
${specs.map(({ path, options }) => `    ${shellWord(path)}) _clnform_print ${shellWords(options.flatMap(({ flags }) => flags))} ;;`).join('\n')}
  esac
}

_clnform_commands() {
  case $1 in
${specs
  .filter(({ commands }) => commands.length > 0)
  .map(
    ({ path, commands }) => `    ${shellWord(path)}) _clnform_print ${shellWords(commands.map(({ name }) => name))} ;;`,
  )
  .join('\n')}
  esac
}

_clnform_option_values() {
  case "$1:$2" in
${valuedOptions(specs)
  .flatMap(({ path, option: { flags, values } }) =>
    flags.map((flag) => `    ${flagPattern(path, flag)}) ${fillWith(values, FILL)} ;;`),
  )
  .join('\n')}
  esac
}

${argumentFunction(specs, FILL)}

_clnform() {
  local cur=\${COMP_WORDS[COMP_CWORD]} where='' pending='' ended='' word i
  local -a at=()
  local -i count=0
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
${wordBranches({ onOption: [], addOne: 'count+=1' })}
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

const FILL: ShellFill = {
  words: (words) => `_clnform_words < <(_clnform_print ${shellWords(words)})`,
  files: '_clnform_files -f',
  folders: '_clnform_files -d',
};
