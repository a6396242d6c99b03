#compdef clnform
# zsh completion for clnform. Made by: clnform completion zsh

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

_clnform_addresses() {
  local -a found
  found=("${(@f)$(clnform "$at[@]" __addresses "$1" 2>/dev/null)}")
  compadd -- $found
}

_clnform_options() {
  local -a list
  case $1 in
    '') list=('--version:print the version' '--chdir:work in this folder' '--account:the CLN login that is meant (CLN_LOGIN is the one that is used): any other is refused' '--api-url:root of the CLN API (or CLN_API_URL)' '--state:the state file (or CLNFORM_STATE; default clnform.state.json)' '--debug:tell every call on stderr, never with its token' '-h:print help for a command' '--help:print help for a command') ;;
    'help') list=() ;;
    'init') list=('--from-account:start from what the account holds: write it into the folder clnform, and bind it' '-h:display help for command' '--help:display help for command') ;;
    'validate') list=('--format:how to print problems' '-h:display help for command' '--help:display help for command') ;;
    'fmt') list=('--check:change nothing; exit with 1 when something would change' '-h:display help for command' '--help:display help for command') ;;
    'plan') list=('--format:how to print the plan' '--report:write it to this file too, in the format of its ending: .md .html .json .xml (JUnit) .txt (may be repeated)' '--detailed-exitcode:exit with 2 when there are changes' '--out:save the plan, for `clnform apply FILE`; it holds licence keys' '--rehearse:carry it out on a copy of the account in memory, where the next plan must be empty' '--destroy:plan the removal of everything that is managed' '--target:only this, with what it needs; `*` stands for any text (may be repeated)' '--exclude:not this, nor what needs it; `*` stands for any text (may be repeated)' '--recreate:buy again what has vanished from the account (may be repeated)' '--recreate-all:buy again all that has vanished' '--accept-empty:go on when a list is suddenly empty where the state binds many' '--retry-refused:ask again for removals that the service has refused before' '--enable-els-server-removal:let ELS servers be removed: the path of that call is not proved' '--max-creates:in place of the manifest’s guards.max_creates' '--max-removes:in place of the manifest’s guards.max_removes' '--parallelism:calls at the same time' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'show') list=('--format:how to print the plan' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'apply') list=('--target:only this, with what it needs; `*` stands for any text (may be repeated)' '--exclude:not this, nor what needs it; `*` stands for any text (may be repeated)' '--recreate:buy again what has vanished from the account (may be repeated)' '--recreate-all:buy again all that has vanished' '--accept-empty:go on when a list is suddenly empty where the state binds many' '--retry-refused:ask again for removals that the service has refused before' '--enable-els-server-removal:let ELS servers be removed: the path of that call is not proved' '--max-creates:in place of the manifest’s guards.max_creates' '--max-removes:in place of the manifest’s guards.max_removes' '--parallelism:calls at the same time' '--show-keys:show licence keys whole' '--auto-approve:do not ask' '--allow:let steps with this hazard through: see below (may be repeated, or with commas)' '--allow-data-loss:the same as --allow data-loss' '--settle:how long two lists must agree before a create whose answer was lost is judged by them' '--no-adopt:never bind an object that only fits such a create, without a marker that proves it' '--json:tell what happens as a stream of JSON objects, one a line' '--format:how to print what became of it' '--report:write it to this file too, in the format of its ending: .md .html .json .xml (JUnit) .txt (may be repeated)' '-h:display help for command' '--help:display help for command') ;;
    'destroy') list=('--target:only this, with what it needs; `*` stands for any text (may be repeated)' '--exclude:not this, nor what needs it; `*` stands for any text (may be repeated)' '--recreate:buy again what has vanished from the account (may be repeated)' '--recreate-all:buy again all that has vanished' '--accept-empty:go on when a list is suddenly empty where the state binds many' '--retry-refused:ask again for removals that the service has refused before' '--enable-els-server-removal:let ELS servers be removed: the path of that call is not proved' '--max-creates:in place of the manifest’s guards.max_creates' '--max-removes:in place of the manifest’s guards.max_removes' '--parallelism:calls at the same time' '--show-keys:show licence keys whole' '--auto-approve:do not ask' '--allow:let steps with this hazard through: see below (may be repeated, or with commas)' '--allow-data-loss:the same as --allow data-loss' '--settle:how long two lists must agree before a create whose answer was lost is judged by them' '--no-adopt:never bind an object that only fits such a create, without a marker that proves it' '--json:tell what happens as a stream of JSON objects, one a line' '--format:how to print what became of it' '--report:write it to this file too, in the format of its ending: .md .html .json .xml (JUnit) .txt (may be repeated)' '-h:display help for command' '--help:display help for command') ;;
    'export') list=('--out:the folder to write, which must hold no manifest yet; what it declares is bound in the state' '--kinds:these alone, with commas: imunify_keys,ip_licenses' '--servers:declare which servers sit on each Imunify key, too (one call for each key)' '-h:display help for command' '--help:display help for command') ;;
    'drift') list=('--format:how to print the report' '--report:write it to this file too, in the format of its ending: .md .html .json .xml (JUnit) .txt (may be repeated)' '--baseline:drift that is known: told, and not counted until it expires (may be repeated)' '--write-baseline:write a new baseline of what drifted; needs --owner, --reason and --expires' '--owner:who answers for the entries that are written' '--reason:why that drift is left as it is for now' '--expires:the last day, in UTC, on which the entries hold: 2026-12-31' '--fail-on-pending:count what is pending as well: exit with 2 for it' '--accept-empty:go on when a list is suddenly empty where the state binds many' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'graph') list=('--format:how to draw it' '--plan:draw the steps of the plan: this looks into the account' '--max-nodes:above this, all of a kind is drawn as one' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'import') list=('--list:bind many at once: a line "ADDRESS ID" for each, # for comments; all of them or none' '--manifest:manifest file or folder (default: clnform.yaml or clnform/)' '-h:display help for command' '--help:display help for command') ;;
    'state') list=('-h:display help for command' '--help:display help for command') ;;
    'state help') list=() ;;
    'state list') list=('--format:how to print it' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'state show') list=('--format:how to print it' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'state mv') list=('-h:display help for command' '--help:display help for command') ;;
    'state rm') list=('-h:display help for command' '--help:display help for command') ;;
    'state resolve') list=('--adopt:this object is the one that it made' '--none:it made nothing: it may be created again' '--force:do not look into the account, or go on against what it shows' '-h:display help for command' '--help:display help for command') ;;
    'state rebuild') list=('--list:write what is left into this new file, ids whole, for `import --list`' '--manifest:manifest file or folder (default: clnform.yaml or clnform/)' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'state pull') list=('--out:write it to this new file, mode 0600' '--show-keys:print it even on a terminal' '-h:display help for command' '--help:display help for command') ;;
    'state push') list=('--force:push it all the same' '-h:display help for command' '--help:display help for command') ;;
    'state unlock') list=('--force:whatever its id is' '-h:display help for command' '--help:display help for command') ;;
    'status') list=('--format:how to print it' '--plain:ask status.plain, which is asked anyway when status.json cannot be read' '-h:display help for command' '--help:display help for command') ;;
    'doctor') list=('--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'servers') list=('--product:only these: imunify, kernelcare, els, cloudlinux, other, or a code such as 360_30' '--by:only what is licensed so' '--stale:only servers that have not checked in for so long: 90d' '--unused:instead: seats of keys and IP licences that are paid for and hold no server' '--duplicates:instead: hosts that are registered more than once for the same, and so paid for twice' '--sort:in which order' '--format:how to print it' '--show-keys:show licence keys whole' '-h:display help for command' '--help:display help for command') ;;
    'licenses') list=('-h:display help for command' '--help:display help for command') ;;
    'licenses help') list=() ;;
    'licenses check') list=('--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'usage') list=('--month:the month (default: the current one)' '--product:only this product' '--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'features') list=('--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'nagios') list=('-h:display help for command' '--help:display help for command') ;;
    'nagios help') list=() ;;
    'nagios key') list=('--timeout:how long the answer may take' '--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'nagios reseller') list=('--timeout:how long the answer may take' '--format:how to print it' '-h:display help for command' '--help:display help for command') ;;
    'nagios register') list=('--auto-approve:do not ask' '-h:display help for command' '--help:display help for command') ;;
    'emulator') list=('--port:TCP port (0: any that is free)' '--login:login of the account' '--secret:its secret key; it guards nothing' '--empty:no sample data: only the three default keys' '--seed:start with the account in this JSON file' '--shape:shapes of answers, such as numbers=string,v2=wrapped (see below)' '--latency:milliseconds before each answer' '--rate:calls a second that are answered; the rest get 429' '--fault:a fault, such as endpoint=im/key/create,nth=2,when=after,do=reset (see below; may be repeated)' '--random-seed:seed of everything random: new keys, shuffled lists, chance in fault rules' '--ledger:write every call and every object, one JSON object a line' '-h:display help for command' '--help:display help for command') ;;
    'completion') list=('-h:display help for command' '--help:display help for command') ;;
  esac
  _describe -o option list
}

_clnform_commands() {
  local -a list
  case $1 in
    '') list=('init:Write a commented manifest to start from, .gitignore lines and a schema for editors' 'validate:Check manifests, offline, and tell every problem at once' 'fmt:Bring manifests into the canonical layout, comments kept' 'plan:Show what apply would do' 'show:Show a plan that was saved, and whether it is spent' 'apply:Make the account what the manifest says, after asking' 'destroy:Remove everything that is managed, after asking' 'export:Write the account down as a manifest and bind everything in it' 'drift:Tell what was changed in the account since it was last applied, what the manifest has pending, and what cannot be verified' 'graph:Draw what depends on what in the manifest, offline, or the order in which apply would go' 'import:Bind declared resources to objects that the account already holds' 'state:Look at and mend what clnform remembers' 'status:Show whether the systems of CloudLinux Network are up' 'doctor:Check this machine, the credentials and the service, without changing anything' 'servers:List the servers of all products in one table, with their keys and last check-ins' 'licenses:Look up IP licences' 'usage:Show what AccelerateWP (Premium and CDN) bills for a month' 'features:Show the features that CLN knows, and how the account has them set' 'nagios:Check the KernelCare servers, as a monitoring plugin' 'emulator:Serve a CLN account on loopback' 'completion:Print a script by which a shell completes commands, options, their values and addresses' 'help:display help for command') ;;
    'state') list=('list:List what is bound, and creates whose outcome is unknown' 'show:Show one binding' 'mv:Give a binding another address, after a block was renamed' 'rm:Forget bindings' 'resolve:Settle a create whose outcome is unknown, after looking in the console' 'rebuild:Bind again what the account proves, after the state was lost' 'pull:Print the state as it is stored, licence keys whole' 'push:Put a state in place of the stored one' 'unlock:Remove a lock whose holder is gone' 'help:display help for command') ;;
    'licenses') list=('check:Tell what is registered on addresses' 'help:display help for command') ;;
    'nagios') list=('key:Check the servers that are registered with one key' 'reseller:Check the servers of the whole account' 'register:Register a monitoring key of your own, for the KernelCare IP licence of the machine that this runs on' 'help:display help for command') ;;
    *) return 1 ;;
  esac
  _describe command list
}

_clnform_option_values() {
  case "$1:$2" in
    *:--chdir) _files -/ ;;
    *:--account) : ;;
    *:--api-url) : ;;
    *:--state) _files ;;
    'validate:--format') compadd -- 'text' 'json' 'github' ;;
    'plan:--format') compadd -- 'text' 'json' 'markdown' 'html' 'junit' 'github' ;;
    'plan:--report') _files ;;
    'plan:--out') _files ;;
    'plan:--target') _clnform_addresses any ;;
    'plan:--exclude') _clnform_addresses any ;;
    'plan:--recreate') _clnform_addresses any ;;
    'plan:--max-creates') : ;;
    'plan:--max-removes') : ;;
    'plan:--parallelism') : ;;
    'show:--format') compadd -- 'text' 'json' 'markdown' 'html' 'junit' 'github' ;;
    'apply:--target') _clnform_addresses any ;;
    'apply:--exclude') _clnform_addresses any ;;
    'apply:--recreate') _clnform_addresses any ;;
    'apply:--max-creates') : ;;
    'apply:--max-removes') : ;;
    'apply:--parallelism') : ;;
    'apply:--allow') compadd -- 'removes-servers' 'vanished' 'alike' 'replaces-key' 'data-loss' 'bills-full-month' 'unlimited' 'over-guard' 'unreadable' ;;
    'apply:--settle') : ;;
    'apply:--format') compadd -- 'text' 'json' 'markdown' 'html' 'junit' 'github' ;;
    'apply:--report') _files ;;
    'destroy:--target') _clnform_addresses any ;;
    'destroy:--exclude') _clnform_addresses any ;;
    'destroy:--recreate') _clnform_addresses any ;;
    'destroy:--max-creates') : ;;
    'destroy:--max-removes') : ;;
    'destroy:--parallelism') : ;;
    'destroy:--allow') compadd -- 'removes-servers' 'vanished' 'alike' 'replaces-key' 'data-loss' 'bills-full-month' 'unlimited' 'over-guard' 'unreadable' ;;
    'destroy:--settle') : ;;
    'destroy:--format') compadd -- 'text' 'json' 'markdown' 'html' 'junit' 'github' ;;
    'destroy:--report') _files ;;
    'export:--out') _files -/ ;;
    'export:--kinds') : ;;
    'drift:--format') compadd -- 'text' 'json' 'markdown' 'html' 'junit' 'github' ;;
    'drift:--report') _files ;;
    'drift:--baseline') _files ;;
    'drift:--write-baseline') _files ;;
    'drift:--owner') : ;;
    'drift:--reason') : ;;
    'drift:--expires') : ;;
    'graph:--format') compadd -- 'mermaid' 'dot' 'svg' ;;
    'graph:--max-nodes') : ;;
    'import:--list') _files ;;
    'import:--manifest') _files ;;
    'state list:--format') compadd -- 'text' 'json' ;;
    'state show:--format') compadd -- 'text' 'json' ;;
    'state resolve:--adopt') : ;;
    'state rebuild:--list') _files ;;
    'state rebuild:--manifest') _files ;;
    'state pull:--out') _files ;;
    'status:--format') compadd -- 'text' 'json' 'csv' ;;
    'doctor:--format') compadd -- 'text' 'json' ;;
    'servers:--product') : ;;
    'servers:--by') compadd -- 'key' 'sub-account' 'ip' ;;
    'servers:--stale') : ;;
    'servers:--sort') compadd -- 'product' 'ip' 'hostname' 'key' 'id' 'checkin' ;;
    'servers:--format') compadd -- 'text' 'json' 'csv' ;;
    'licenses check:--format') compadd -- 'text' 'json' 'csv' ;;
    'usage:--month') : ;;
    'usage:--product') compadd -- 'AWP_PREMIUM' 'AWP_CDN' ;;
    'usage:--format') compadd -- 'text' 'json' 'csv' ;;
    'features:--format') compadd -- 'text' 'json' 'csv' ;;
    'nagios key:--timeout') : ;;
    'nagios key:--format') compadd -- 'text' 'json' 'csv' ;;
    'nagios reseller:--timeout') : ;;
    'nagios reseller:--format') compadd -- 'text' 'json' 'csv' ;;
    'emulator:--port') : ;;
    'emulator:--login') : ;;
    'emulator:--secret') : ;;
    'emulator:--seed') _files ;;
    'emulator:--shape') : ;;
    'emulator:--latency') : ;;
    'emulator:--rate') : ;;
    'emulator:--fault') : ;;
    'emulator:--random-seed') : ;;
    'emulator:--ledger') _files ;;
  esac
}

_clnform_argument() {
  case "$1:$2" in
    'help:'0) compadd -- 'init' 'validate' 'fmt' 'plan' 'show' 'apply' 'destroy' 'export' 'drift' 'graph' 'import' 'state' 'status' 'doctor' 'servers' 'licenses' 'usage' 'features' 'nagios' 'emulator' 'completion' ;;
    'validate:'0) _files ;;
    'fmt:'0) _files ;;
    'plan:'0) _files ;;
    'show:'0) : ;;
    'apply:'0) _files ;;
    'destroy:'0) _files ;;
    'drift:'0) _files ;;
    'graph:'0) _files ;;
    'import:'0) _clnform_addresses any ;;
    'import:'1) : ;;
    'state help:'0) compadd -- 'list' 'show' 'mv' 'rm' 'resolve' 'rebuild' 'pull' 'push' 'unlock' ;;
    'state show:'0) _clnform_addresses state ;;
    'state mv:'0) _clnform_addresses state ;;
    'state mv:'1) : ;;
    'state rm:'*) _clnform_addresses state ;;
    'state resolve:'0) _clnform_addresses state ;;
    'state push:'0) _files ;;
    'state unlock:'0) : ;;
    'licenses help:'0) compadd -- 'check' ;;
    'licenses check:'*) : ;;
    'nagios help:'0) compadd -- 'key' 'reseller' 'register' ;;
    'nagios key:'0) _clnform_addresses state ;;
    'nagios register:'0) : ;;
    'completion:'0) compadd -- 'bash' 'zsh' 'fish' ;;
  esac
}

_clnform() {
  local cur=$words[CURRENT] where='' pending='' ended='' word
  local -a at
  integer i count=0
  for ((i = 2; i < CURRENT; i++)); do
    word=${(Q)words[i]}
    if [[ -n $pending ]]; then
      case $pending in --chdir|--state|--account) at+=("$pending" "$word") ;; esac
      pending=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      case $word in (--chdir=*|--state=*|--account=*) at+=("$word") ;; esac
      if _clnform_takes_value "$where:$word"; then pending=$word; fi
    elif _clnform_is_command "${where:+$where }$word"; then
      where="${where:+$where }$word"
    else
      ((count += 1))
    fi
  done
  if [[ -n $pending ]]; then
    _clnform_option_values "$where" "$pending"
  elif [[ -z $ended && $cur == --*=* ]]; then
    compset -P '*='
    _clnform_option_values "$where" "${cur%%=*}"
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
