# bash completion for clnform. Made by: clnform completion bash

_clnform_takes_value() {
  case $1 in
    *:--chdir) return 0 ;;
    *:--account) return 0 ;;
    *:--api-url) return 0 ;;
    *:--state) return 0 ;;
    'validate:--format') return 0 ;;
    'plan:--format') return 0 ;;
    'plan:--report') return 0 ;;
    'plan:--out') return 0 ;;
    'plan:--target') return 0 ;;
    'plan:--exclude') return 0 ;;
    'plan:--recreate') return 0 ;;
    'plan:--max-creates') return 0 ;;
    'plan:--max-removes') return 0 ;;
    'plan:--parallelism') return 0 ;;
    'show:--format') return 0 ;;
    'apply:--target') return 0 ;;
    'apply:--exclude') return 0 ;;
    'apply:--recreate') return 0 ;;
    'apply:--max-creates') return 0 ;;
    'apply:--max-removes') return 0 ;;
    'apply:--parallelism') return 0 ;;
    'apply:--allow') return 0 ;;
    'apply:--settle') return 0 ;;
    'apply:--format') return 0 ;;
    'apply:--report') return 0 ;;
    'destroy:--target') return 0 ;;
    'destroy:--exclude') return 0 ;;
    'destroy:--recreate') return 0 ;;
    'destroy:--max-creates') return 0 ;;
    'destroy:--max-removes') return 0 ;;
    'destroy:--parallelism') return 0 ;;
    'destroy:--allow') return 0 ;;
    'destroy:--settle') return 0 ;;
    'destroy:--format') return 0 ;;
    'destroy:--report') return 0 ;;
    'export:--out') return 0 ;;
    'export:--kinds') return 0 ;;
    'drift:--format') return 0 ;;
    'drift:--report') return 0 ;;
    'drift:--baseline') return 0 ;;
    'drift:--write-baseline') return 0 ;;
    'drift:--owner') return 0 ;;
    'drift:--reason') return 0 ;;
    'drift:--expires') return 0 ;;
    'graph:--format') return 0 ;;
    'graph:--max-nodes') return 0 ;;
    'import:--list') return 0 ;;
    'import:--manifest') return 0 ;;
    'state list:--format') return 0 ;;
    'state show:--format') return 0 ;;
    'state resolve:--adopt') return 0 ;;
    'state rebuild:--list') return 0 ;;
    'state rebuild:--manifest') return 0 ;;
    'state pull:--out') return 0 ;;
    'status:--format') return 0 ;;
    'doctor:--format') return 0 ;;
    'servers:--product') return 0 ;;
    'servers:--by') return 0 ;;
    'servers:--stale') return 0 ;;
    'servers:--sort') return 0 ;;
    'servers:--format') return 0 ;;
    'licenses check:--format') return 0 ;;
    'usage:--month') return 0 ;;
    'usage:--product') return 0 ;;
    'usage:--format') return 0 ;;
    'features:--format') return 0 ;;
    'nagios key:--timeout') return 0 ;;
    'nagios key:--format') return 0 ;;
    'nagios reseller:--timeout') return 0 ;;
    'nagios reseller:--format') return 0 ;;
    'emulator:--port') return 0 ;;
    'emulator:--login') return 0 ;;
    'emulator:--secret') return 0 ;;
    'emulator:--seed') return 0 ;;
    'emulator:--shape') return 0 ;;
    'emulator:--latency') return 0 ;;
    'emulator:--rate') return 0 ;;
    'emulator:--fault') return 0 ;;
    'emulator:--random-seed') return 0 ;;
    'emulator:--ledger') return 0 ;;
  esac
  return 1
}

_clnform_is_command() {
  case $1 in
    'help'|'init'|'validate'|'fmt'|'plan'|'show'|'apply'|'destroy'|'export'|'drift'|'graph'|'import'|'state'|'state help'|'state list'|'state show'|'state mv'|'state rm'|'state resolve'|'state rebuild'|'state pull'|'state push'|'state unlock'|'status'|'doctor'|'servers'|'licenses'|'licenses help'|'licenses check'|'usage'|'features'|'nagios'|'nagios help'|'nagios key'|'nagios reseller'|'nagios register'|'emulator'|'completion') return 0 ;;
  esac
  return 1
}

_clnform_words() {
  local line
  while IFS= read -r line; do
    if [[ $line == "$cur"* ]]; then COMPREPLY+=("$line"); fi
  done
}

_clnform_print() {
  if (($# > 0)); then printf '%s\n' "$@"; fi
}

_clnform_files() {
  compopt -o filenames 2>/dev/null
  _clnform_words < <(compgen "$1" -- "$cur")
}

_clnform_addresses() {
  _clnform_words < <(clnform ${at[@]+"${at[@]}"} __addresses "$1" 2>/dev/null)
}

_clnform_options() {
  case $1 in
    '') _clnform_print '--version' '--chdir' '--account' '--api-url' '--state' '--debug' '-h' '--help' ;;
    'help') _clnform_print  ;;
    'init') _clnform_print '--from-account' '-h' '--help' ;;
    'validate') _clnform_print '--format' '-h' '--help' ;;
    'fmt') _clnform_print '--check' '-h' '--help' ;;
    'plan') _clnform_print '--format' '--report' '--detailed-exitcode' '--out' '--rehearse' '--destroy' '--target' '--exclude' '--recreate' '--recreate-all' '--accept-empty' '--retry-refused' '--enable-els-server-removal' '--max-creates' '--max-removes' '--parallelism' '--show-keys' '-h' '--help' ;;
    'show') _clnform_print '--format' '--show-keys' '-h' '--help' ;;
    'apply') _clnform_print '--target' '--exclude' '--recreate' '--recreate-all' '--accept-empty' '--retry-refused' '--enable-els-server-removal' '--max-creates' '--max-removes' '--parallelism' '--show-keys' '--auto-approve' '--allow' '--allow-data-loss' '--settle' '--no-adopt' '--json' '--format' '--report' '-h' '--help' ;;
    'destroy') _clnform_print '--target' '--exclude' '--recreate' '--recreate-all' '--accept-empty' '--retry-refused' '--enable-els-server-removal' '--max-creates' '--max-removes' '--parallelism' '--show-keys' '--auto-approve' '--allow' '--allow-data-loss' '--settle' '--no-adopt' '--json' '--format' '--report' '-h' '--help' ;;
    'export') _clnform_print '--out' '--kinds' '--servers' '-h' '--help' ;;
    'drift') _clnform_print '--format' '--report' '--baseline' '--write-baseline' '--owner' '--reason' '--expires' '--fail-on-pending' '--accept-empty' '--show-keys' '-h' '--help' ;;
    'graph') _clnform_print '--format' '--plan' '--max-nodes' '--show-keys' '-h' '--help' ;;
    'import') _clnform_print '--list' '--manifest' '-h' '--help' ;;
    'state') _clnform_print '-h' '--help' ;;
    'state help') _clnform_print  ;;
    'state list') _clnform_print '--format' '--show-keys' '-h' '--help' ;;
    'state show') _clnform_print '--format' '--show-keys' '-h' '--help' ;;
    'state mv') _clnform_print '-h' '--help' ;;
    'state rm') _clnform_print '-h' '--help' ;;
    'state resolve') _clnform_print '--adopt' '--none' '--force' '-h' '--help' ;;
    'state rebuild') _clnform_print '--list' '--manifest' '--show-keys' '-h' '--help' ;;
    'state pull') _clnform_print '--out' '--show-keys' '-h' '--help' ;;
    'state push') _clnform_print '--force' '-h' '--help' ;;
    'state unlock') _clnform_print '--force' '-h' '--help' ;;
    'status') _clnform_print '--format' '--plain' '-h' '--help' ;;
    'doctor') _clnform_print '--format' '-h' '--help' ;;
    'servers') _clnform_print '--product' '--by' '--stale' '--unused' '--duplicates' '--sort' '--format' '--show-keys' '-h' '--help' ;;
    'licenses') _clnform_print '-h' '--help' ;;
    'licenses help') _clnform_print  ;;
    'licenses check') _clnform_print '--format' '-h' '--help' ;;
    'usage') _clnform_print '--month' '--product' '--format' '-h' '--help' ;;
    'features') _clnform_print '--format' '-h' '--help' ;;
    'nagios') _clnform_print '-h' '--help' ;;
    'nagios help') _clnform_print  ;;
    'nagios key') _clnform_print '--timeout' '--format' '-h' '--help' ;;
    'nagios reseller') _clnform_print '--timeout' '--format' '-h' '--help' ;;
    'nagios register') _clnform_print '--auto-approve' '-h' '--help' ;;
    'emulator') _clnform_print '--port' '--login' '--secret' '--empty' '--seed' '--shape' '--latency' '--rate' '--fault' '--random-seed' '--ledger' '-h' '--help' ;;
    'completion') _clnform_print '-h' '--help' ;;
  esac
}

_clnform_commands() {
  case $1 in
    '') _clnform_print 'init' 'validate' 'fmt' 'plan' 'show' 'apply' 'destroy' 'export' 'drift' 'graph' 'import' 'state' 'status' 'doctor' 'servers' 'licenses' 'usage' 'features' 'nagios' 'emulator' 'completion' 'help' ;;
    'state') _clnform_print 'list' 'show' 'mv' 'rm' 'resolve' 'rebuild' 'pull' 'push' 'unlock' 'help' ;;
    'licenses') _clnform_print 'check' 'help' ;;
    'nagios') _clnform_print 'key' 'reseller' 'register' 'help' ;;
  esac
}

_clnform_option_values() {
  case "$1:$2" in
    *:--chdir) _clnform_files -d ;;
    *:--account) : ;;
    *:--api-url) : ;;
    *:--state) _clnform_files -f ;;
    'validate:--format') _clnform_words < <(_clnform_print 'text' 'json' 'github') ;;
    'plan:--format') _clnform_words < <(_clnform_print 'text' 'json' 'markdown' 'html' 'junit' 'github') ;;
    'plan:--report') _clnform_files -f ;;
    'plan:--out') _clnform_files -f ;;
    'plan:--target') _clnform_addresses any ;;
    'plan:--exclude') _clnform_addresses any ;;
    'plan:--recreate') _clnform_addresses any ;;
    'plan:--max-creates') : ;;
    'plan:--max-removes') : ;;
    'plan:--parallelism') : ;;
    'show:--format') _clnform_words < <(_clnform_print 'text' 'json' 'markdown' 'html' 'junit' 'github') ;;
    'apply:--target') _clnform_addresses any ;;
    'apply:--exclude') _clnform_addresses any ;;
    'apply:--recreate') _clnform_addresses any ;;
    'apply:--max-creates') : ;;
    'apply:--max-removes') : ;;
    'apply:--parallelism') : ;;
    'apply:--allow') _clnform_words < <(_clnform_print 'removes-servers' 'vanished' 'alike' 'replaces-key' 'data-loss' 'bills-full-month' 'unlimited' 'over-guard' 'unreadable') ;;
    'apply:--settle') : ;;
    'apply:--format') _clnform_words < <(_clnform_print 'text' 'json' 'markdown' 'html' 'junit' 'github') ;;
    'apply:--report') _clnform_files -f ;;
    'destroy:--target') _clnform_addresses any ;;
    'destroy:--exclude') _clnform_addresses any ;;
    'destroy:--recreate') _clnform_addresses any ;;
    'destroy:--max-creates') : ;;
    'destroy:--max-removes') : ;;
    'destroy:--parallelism') : ;;
    'destroy:--allow') _clnform_words < <(_clnform_print 'removes-servers' 'vanished' 'alike' 'replaces-key' 'data-loss' 'bills-full-month' 'unlimited' 'over-guard' 'unreadable') ;;
    'destroy:--settle') : ;;
    'destroy:--format') _clnform_words < <(_clnform_print 'text' 'json' 'markdown' 'html' 'junit' 'github') ;;
    'destroy:--report') _clnform_files -f ;;
    'export:--out') _clnform_files -d ;;
    'export:--kinds') : ;;
    'drift:--format') _clnform_words < <(_clnform_print 'text' 'json' 'markdown' 'html' 'junit' 'github') ;;
    'drift:--report') _clnform_files -f ;;
    'drift:--baseline') _clnform_files -f ;;
    'drift:--write-baseline') _clnform_files -f ;;
    'drift:--owner') : ;;
    'drift:--reason') : ;;
    'drift:--expires') : ;;
    'graph:--format') _clnform_words < <(_clnform_print 'mermaid' 'dot' 'svg') ;;
    'graph:--max-nodes') : ;;
    'import:--list') _clnform_files -f ;;
    'import:--manifest') _clnform_files -f ;;
    'state list:--format') _clnform_words < <(_clnform_print 'text' 'json') ;;
    'state show:--format') _clnform_words < <(_clnform_print 'text' 'json') ;;
    'state resolve:--adopt') : ;;
    'state rebuild:--list') _clnform_files -f ;;
    'state rebuild:--manifest') _clnform_files -f ;;
    'state pull:--out') _clnform_files -f ;;
    'status:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'doctor:--format') _clnform_words < <(_clnform_print 'text' 'json') ;;
    'servers:--product') : ;;
    'servers:--by') _clnform_words < <(_clnform_print 'key' 'sub-account' 'ip') ;;
    'servers:--stale') : ;;
    'servers:--sort') _clnform_words < <(_clnform_print 'product' 'ip' 'hostname' 'key' 'id' 'checkin') ;;
    'servers:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'licenses check:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'usage:--month') : ;;
    'usage:--product') _clnform_words < <(_clnform_print 'AWP_PREMIUM' 'AWP_CDN') ;;
    'usage:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'features:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'nagios key:--timeout') : ;;
    'nagios key:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'nagios reseller:--timeout') : ;;
    'nagios reseller:--format') _clnform_words < <(_clnform_print 'text' 'json' 'csv') ;;
    'emulator:--port') : ;;
    'emulator:--login') : ;;
    'emulator:--secret') : ;;
    'emulator:--seed') _clnform_files -f ;;
    'emulator:--shape') : ;;
    'emulator:--latency') : ;;
    'emulator:--rate') : ;;
    'emulator:--fault') : ;;
    'emulator:--random-seed') : ;;
    'emulator:--ledger') _clnform_files -f ;;
  esac
}

_clnform_argument() {
  case "$1:$2" in
    'help:'0) _clnform_words < <(_clnform_print 'init' 'validate' 'fmt' 'plan' 'show' 'apply' 'destroy' 'export' 'drift' 'graph' 'import' 'state' 'status' 'doctor' 'servers' 'licenses' 'usage' 'features' 'nagios' 'emulator' 'completion') ;;
    'validate:'0) _clnform_files -f ;;
    'fmt:'0) _clnform_files -f ;;
    'plan:'0) _clnform_files -f ;;
    'show:'0) : ;;
    'apply:'0) _clnform_files -f ;;
    'destroy:'0) _clnform_files -f ;;
    'drift:'0) _clnform_files -f ;;
    'graph:'0) _clnform_files -f ;;
    'import:'0) _clnform_addresses any ;;
    'import:'1) : ;;
    'state help:'0) _clnform_words < <(_clnform_print 'list' 'show' 'mv' 'rm' 'resolve' 'rebuild' 'pull' 'push' 'unlock') ;;
    'state show:'0) _clnform_addresses state ;;
    'state mv:'0) _clnform_addresses state ;;
    'state mv:'1) : ;;
    'state rm:'*) _clnform_addresses state ;;
    'state resolve:'0) _clnform_addresses state ;;
    'state push:'0) _clnform_files -f ;;
    'state unlock:'0) : ;;
    'licenses help:'0) _clnform_words < <(_clnform_print 'check') ;;
    'licenses check:'*) : ;;
    'nagios help:'0) _clnform_words < <(_clnform_print 'key' 'reseller' 'register') ;;
    'nagios key:'0) _clnform_addresses state ;;
    'nagios register:'0) : ;;
    'completion:'0) _clnform_words < <(_clnform_print 'bash' 'zsh' 'fish') ;;
  esac
}

_clnform() {
  local cur=${COMP_WORDS[COMP_CWORD]} where='' pending='' ended='' word i
  local -a at=()
  local -i count=0
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $pending ]]; then
      case $pending in --chdir|--state|--account) at+=("$pending" "$word") ;; esac
      pending=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      if _clnform_takes_value "$where:$word"; then pending=$word; fi
    elif _clnform_is_command "${where:+$where }$word"; then
      where="${where:+$where }$word"
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
