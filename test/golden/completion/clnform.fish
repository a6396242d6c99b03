# fish completion for clnform. Made by: clnform completion fish

# Prints the path of the command that is typed, then the number of its arguments, then --chdir and the like.
function __clnform_place
    set -l where ''
    set -l pending ''
    set -l count 0
    set -l at
    set -l typed (commandline -opc)
    for token in $typed[2..-1]
        if test -n "$pending"
            contains -- "$pending" --chdir --state --account; and set -a at "$pending" "$token"
            set pending ''
        else if string match -q -- '-*' "$token"
            string match -qr -- '^(--chdir|--state|--account)=' "$token"; and set -a at "$token"
            switch "$where:$token"
                case '*:--chdir' '*:--account' '*:--api-url' '*:--state' 'validate:--format' 'plan:--format' 'plan:--recreate' 'plan:--max-creates' 'plan:--max-removes' 'plan:--parallelism' 'apply:--recreate' 'apply:--max-creates' 'apply:--max-removes' 'apply:--parallelism' 'apply:--allow' 'apply:--settle' 'destroy:--recreate' 'destroy:--max-creates' 'destroy:--max-removes' 'destroy:--parallelism' 'destroy:--allow' 'destroy:--settle' 'import:--manifest' 'state list:--format' 'state show:--format' 'state resolve:--adopt' 'status:--format' 'doctor:--format' 'servers:--product' 'servers:--by' 'servers:--stale' 'servers:--sort' 'servers:--format' 'licenses check:--format' 'usage:--month' 'usage:--product' 'usage:--format' 'features:--format' 'nagios key:--timeout' 'nagios key:--format' 'nagios reseller:--timeout' 'nagios reseller:--format' 'emulator:--port' 'emulator:--login' 'emulator:--secret' 'emulator:--seed' 'emulator:--shape' 'emulator:--latency' 'emulator:--fault' 'emulator:--random-seed' 'emulator:--ledger'
                    set pending "$token"
            end
        else
            set -l deeper (string trim -- "$where $token")
            if contains -- "$deeper" 'help' 'init' 'validate' 'fmt' 'plan' 'apply' 'destroy' 'import' 'state' 'state help' 'state list' 'state show' 'state mv' 'state rm' 'state resolve' 'state unlock' 'status' 'doctor' 'servers' 'licenses' 'licenses help' 'licenses check' 'usage' 'features' 'nagios' 'nagios help' 'nagios key' 'nagios reseller' 'nagios register' 'emulator' 'completion'
                set where "$deeper"
            else
                set count (math $count + 1)
            end
        end
    end
    printf '%s\n' "$where" $count $at
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
complete -c clnform -n '__clnform_at \'\' 0' -a 'init' -d 'Write a commented manifest to start from, .gitignore lines and a schema for editors'
complete -c clnform -n '__clnform_at \'\' 0' -a 'validate' -d 'Check manifests, offline, and tell every problem at once'
complete -c clnform -n '__clnform_at \'\' 0' -a 'fmt' -d 'Bring manifests into the canonical layout, comments kept'
complete -c clnform -n '__clnform_at \'\' 0' -a 'plan' -d 'Show what apply would do'
complete -c clnform -n '__clnform_at \'\' 0' -a 'apply' -d 'Make the account what the manifest says, after asking'
complete -c clnform -n '__clnform_at \'\' 0' -a 'destroy' -d 'Remove everything that is managed, after asking'
complete -c clnform -n '__clnform_at \'\' 0' -a 'import' -d 'Bind one declared resource to an object that the account already holds'
complete -c clnform -n '__clnform_at \'\' 0' -a 'state' -d 'Look at and mend what clnform remembers'
complete -c clnform -n '__clnform_at \'\' 0' -a 'status' -d 'Show whether the systems of CloudLinux Network are up'
complete -c clnform -n '__clnform_at \'\' 0' -a 'doctor' -d 'Check this machine, the credentials and the service, without changing anything'
complete -c clnform -n '__clnform_at \'\' 0' -a 'servers' -d 'List the servers of all products in one table, with their keys and last check-ins'
complete -c clnform -n '__clnform_at \'\' 0' -a 'licenses' -d 'Look up IP licences'
complete -c clnform -n '__clnform_at \'\' 0' -a 'usage' -d 'Show what AccelerateWP (Premium and CDN) bills for a month'
complete -c clnform -n '__clnform_at \'\' 0' -a 'features' -d 'Show the features that CLN knows, and how the account has them set'
complete -c clnform -n '__clnform_at \'\' 0' -a 'nagios' -d 'Check the KernelCare servers, as a monitoring plugin'
complete -c clnform -n '__clnform_at \'\' 0' -a 'emulator' -d 'Serve a CLN account on loopback'
complete -c clnform -n '__clnform_at \'\' 0' -a 'completion' -d 'Print a script by which a shell completes commands, options, their values and addresses'
complete -c clnform -n '__clnform_at \'\' 0' -a 'help' -d 'display help for command'
complete -c clnform -l version -d 'print the version'
complete -c clnform -l chdir -x -a '(__fish_complete_directories)' -d 'work in this folder'
complete -c clnform -l account -x -d 'the CLN login that is meant: any other is refused'
complete -c clnform -l api-url -x -d 'root of the CLN API (or CLN_API_URL)'
complete -c clnform -l state -r -F -d 'the state file (or CLNFORM_STATE; default clnform.state.json)'
complete -c clnform -l debug -d 'tell every call on stderr, never with its token'
complete -c clnform -s h -l help -d 'print help for a command'
complete -c clnform -n '__clnform_at \'help\' 0' -a 'init validate fmt plan apply destroy import state status doctor servers licenses usage features nagios emulator completion'
complete -c clnform -n '__clnform_at \'init\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'validate\'' -l format -x -a 'text json github' -d 'how to print problems'
complete -c clnform -n '__clnform_at \'validate\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'validate\' 0' -F
complete -c clnform -n '__clnform_at \'fmt\'' -l check -d 'change nothing; exit with 1 when something would change'
complete -c clnform -n '__clnform_at \'fmt\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'fmt\' 0' -F
complete -c clnform -n '__clnform_at \'plan\'' -l format -x -a 'text json' -d 'how to print the plan'
complete -c clnform -n '__clnform_at \'plan\'' -l detailed-exitcode -d 'exit with 2 when there are changes'
complete -c clnform -n '__clnform_at \'plan\'' -l destroy -d 'plan the removal of everything that is managed'
complete -c clnform -n '__clnform_at \'plan\'' -l recreate -x -a '(__clnform_addresses any)' -d 'buy again what has vanished from the account (may be repeated)'
complete -c clnform -n '__clnform_at \'plan\'' -l recreate-all -d 'buy again all that has vanished'
complete -c clnform -n '__clnform_at \'plan\'' -l accept-empty -d 'go on when a list is suddenly empty where the state binds many'
complete -c clnform -n '__clnform_at \'plan\'' -l retry-refused -d 'ask again for removals that the service has refused before'
complete -c clnform -n '__clnform_at \'plan\'' -l enable-els-server-removal -d 'let ELS servers be removed: the path of that call is not proved'
complete -c clnform -n '__clnform_at \'plan\'' -l max-creates -x -d 'in place of the manifest’s guards.max_creates'
complete -c clnform -n '__clnform_at \'plan\'' -l max-removes -x -d 'in place of the manifest’s guards.max_removes'
complete -c clnform -n '__clnform_at \'plan\'' -l parallelism -x -d 'calls at the same time'
complete -c clnform -n '__clnform_at \'plan\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'plan\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'plan\' 0' -F
complete -c clnform -n '__clnform_at \'apply\'' -l recreate -x -a '(__clnform_addresses any)' -d 'buy again what has vanished from the account (may be repeated)'
complete -c clnform -n '__clnform_at \'apply\'' -l recreate-all -d 'buy again all that has vanished'
complete -c clnform -n '__clnform_at \'apply\'' -l accept-empty -d 'go on when a list is suddenly empty where the state binds many'
complete -c clnform -n '__clnform_at \'apply\'' -l retry-refused -d 'ask again for removals that the service has refused before'
complete -c clnform -n '__clnform_at \'apply\'' -l enable-els-server-removal -d 'let ELS servers be removed: the path of that call is not proved'
complete -c clnform -n '__clnform_at \'apply\'' -l max-creates -x -d 'in place of the manifest’s guards.max_creates'
complete -c clnform -n '__clnform_at \'apply\'' -l max-removes -x -d 'in place of the manifest’s guards.max_removes'
complete -c clnform -n '__clnform_at \'apply\'' -l parallelism -x -d 'calls at the same time'
complete -c clnform -n '__clnform_at \'apply\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'apply\'' -l auto-approve -d 'do not ask'
complete -c clnform -n '__clnform_at \'apply\'' -l allow -x -a 'removes-servers vanished replaces-key data-loss bills-full-month unlimited over-guard unreadable' -d 'let steps with this hazard through: see below (may be repeated, or with commas)'
complete -c clnform -n '__clnform_at \'apply\'' -l allow-data-loss -d 'the same as --allow data-loss'
complete -c clnform -n '__clnform_at \'apply\'' -l settle -x -d 'how long two lists must agree before a create whose answer was lost is judged by them'
complete -c clnform -n '__clnform_at \'apply\'' -l no-adopt -d 'never bind an object that only fits such a create, without a marker that proves it'
complete -c clnform -n '__clnform_at \'apply\'' -l json -d 'tell what happens as a stream of JSON objects, one a line'
complete -c clnform -n '__clnform_at \'apply\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'apply\' 0' -F
complete -c clnform -n '__clnform_at \'destroy\'' -l recreate -x -a '(__clnform_addresses any)' -d 'buy again what has vanished from the account (may be repeated)'
complete -c clnform -n '__clnform_at \'destroy\'' -l recreate-all -d 'buy again all that has vanished'
complete -c clnform -n '__clnform_at \'destroy\'' -l accept-empty -d 'go on when a list is suddenly empty where the state binds many'
complete -c clnform -n '__clnform_at \'destroy\'' -l retry-refused -d 'ask again for removals that the service has refused before'
complete -c clnform -n '__clnform_at \'destroy\'' -l enable-els-server-removal -d 'let ELS servers be removed: the path of that call is not proved'
complete -c clnform -n '__clnform_at \'destroy\'' -l max-creates -x -d 'in place of the manifest’s guards.max_creates'
complete -c clnform -n '__clnform_at \'destroy\'' -l max-removes -x -d 'in place of the manifest’s guards.max_removes'
complete -c clnform -n '__clnform_at \'destroy\'' -l parallelism -x -d 'calls at the same time'
complete -c clnform -n '__clnform_at \'destroy\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'destroy\'' -l auto-approve -d 'do not ask'
complete -c clnform -n '__clnform_at \'destroy\'' -l allow -x -a 'removes-servers vanished replaces-key data-loss bills-full-month unlimited over-guard unreadable' -d 'let steps with this hazard through: see below (may be repeated, or with commas)'
complete -c clnform -n '__clnform_at \'destroy\'' -l allow-data-loss -d 'the same as --allow data-loss'
complete -c clnform -n '__clnform_at \'destroy\'' -l settle -x -d 'how long two lists must agree before a create whose answer was lost is judged by them'
complete -c clnform -n '__clnform_at \'destroy\'' -l no-adopt -d 'never bind an object that only fits such a create, without a marker that proves it'
complete -c clnform -n '__clnform_at \'destroy\'' -l json -d 'tell what happens as a stream of JSON objects, one a line'
complete -c clnform -n '__clnform_at \'destroy\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'destroy\' 0' -F
complete -c clnform -n '__clnform_at \'import\'' -l manifest -r -F -d 'manifest file or folder (default: clnform.yaml or clnform/)'
complete -c clnform -n '__clnform_at \'import\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'import\' 0' -a '(__clnform_addresses any)'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'list' -d 'List what is bound, and creates whose outcome is unknown'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'show' -d 'Show one binding'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'mv' -d 'Give a binding another address, after a block was renamed'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'rm' -d 'Forget bindings'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'resolve' -d 'Settle a create whose outcome is unknown, after looking in the console'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'unlock' -d 'Remove a lock whose holder is gone'
complete -c clnform -n '__clnform_at \'state\' 0' -a 'help' -d 'display help for command'
complete -c clnform -n '__clnform_at \'state\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state help\' 0' -a 'list show mv rm resolve unlock'
complete -c clnform -n '__clnform_at \'state list\'' -l format -x -a 'text json' -d 'how to print it'
complete -c clnform -n '__clnform_at \'state list\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'state list\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state show\'' -l format -x -a 'text json' -d 'how to print it'
complete -c clnform -n '__clnform_at \'state show\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'state show\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state show\' 0' -a '(__clnform_addresses state)'
complete -c clnform -n '__clnform_at \'state mv\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state mv\' 0' -a '(__clnform_addresses state)'
complete -c clnform -n '__clnform_at \'state rm\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state rm\' \'*\'' -a '(__clnform_addresses state)'
complete -c clnform -n '__clnform_at \'state resolve\'' -l adopt -x -d 'this object is the one that it made'
complete -c clnform -n '__clnform_at \'state resolve\'' -l none -d 'it made nothing: it may be created again'
complete -c clnform -n '__clnform_at \'state resolve\'' -l force -d 'do not look into the account, or go on against what it shows'
complete -c clnform -n '__clnform_at \'state resolve\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'state resolve\' 0' -a '(__clnform_addresses state)'
complete -c clnform -n '__clnform_at \'state unlock\'' -l force -d 'whatever its id is'
complete -c clnform -n '__clnform_at \'state unlock\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'status\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'status\'' -l plain -d 'ask status.plain, which is asked anyway when status.json cannot be read'
complete -c clnform -n '__clnform_at \'status\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'doctor\'' -l format -x -a 'text json' -d 'how to print it'
complete -c clnform -n '__clnform_at \'doctor\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'servers\'' -l product -x -d 'only these: imunify, kernelcare, els, cloudlinux, other, or a code such as 360_30'
complete -c clnform -n '__clnform_at \'servers\'' -l by -x -a 'key sub-account ip' -d 'only what is licensed so'
complete -c clnform -n '__clnform_at \'servers\'' -l stale -x -d 'only servers that have not checked in for so long: 90d'
complete -c clnform -n '__clnform_at \'servers\'' -l unused -d 'instead: seats of keys and IP licences that are paid for and hold no server'
complete -c clnform -n '__clnform_at \'servers\'' -l duplicates -d 'instead: hosts that are registered more than once for the same, and so paid for twice'
complete -c clnform -n '__clnform_at \'servers\'' -l sort -x -a 'product ip hostname key id checkin' -d 'in which order'
complete -c clnform -n '__clnform_at \'servers\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'servers\'' -l show-keys -d 'show licence keys whole'
complete -c clnform -n '__clnform_at \'servers\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'licenses\' 0' -a 'check' -d 'Tell what is registered on addresses'
complete -c clnform -n '__clnform_at \'licenses\' 0' -a 'help' -d 'display help for command'
complete -c clnform -n '__clnform_at \'licenses\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'licenses help\' 0' -a 'check'
complete -c clnform -n '__clnform_at \'licenses check\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'licenses check\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'usage\'' -l month -x -d 'the month (default: the current one)'
complete -c clnform -n '__clnform_at \'usage\'' -l product -x -a 'AWP_PREMIUM AWP_CDN' -d 'only this product'
complete -c clnform -n '__clnform_at \'usage\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'usage\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'features\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'features\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'nagios\' 0' -a 'key' -d 'Check the servers that are registered with one key'
complete -c clnform -n '__clnform_at \'nagios\' 0' -a 'reseller' -d 'Check the servers of the whole account'
complete -c clnform -n '__clnform_at \'nagios\' 0' -a 'register' -d 'Register a monitoring key of your own, for the KernelCare IP licence of the machine that this runs on'
complete -c clnform -n '__clnform_at \'nagios\' 0' -a 'help' -d 'display help for command'
complete -c clnform -n '__clnform_at \'nagios\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'nagios help\' 0' -a 'key reseller register'
complete -c clnform -n '__clnform_at \'nagios key\'' -l timeout -x -d 'how long the answer may take'
complete -c clnform -n '__clnform_at \'nagios key\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'nagios key\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'nagios key\' 0' -a '(__clnform_addresses state)'
complete -c clnform -n '__clnform_at \'nagios reseller\'' -l timeout -x -d 'how long the answer may take'
complete -c clnform -n '__clnform_at \'nagios reseller\'' -l format -x -a 'text json csv' -d 'how to print it'
complete -c clnform -n '__clnform_at \'nagios reseller\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'nagios register\'' -l auto-approve -d 'do not ask'
complete -c clnform -n '__clnform_at \'nagios register\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'emulator\'' -l port -x -d 'TCP port (0: any that is free)'
complete -c clnform -n '__clnform_at \'emulator\'' -l login -x -d 'login of the account'
complete -c clnform -n '__clnform_at \'emulator\'' -l secret -x -d 'its secret key; it guards nothing'
complete -c clnform -n '__clnform_at \'emulator\'' -l empty -d 'no sample data: only the three default keys'
complete -c clnform -n '__clnform_at \'emulator\'' -l seed -r -F -d 'start with the account in this JSON file'
complete -c clnform -n '__clnform_at \'emulator\'' -l shape -x -d 'shapes of answers: numbers=int|string,v2=bare|wrapped,notes=on|off,…'
complete -c clnform -n '__clnform_at \'emulator\'' -l latency -x -d 'milliseconds before each answer'
complete -c clnform -n '__clnform_at \'emulator\'' -l fault -x -d 'a fault, such as endpoint=im/key/create,nth=2,when=after,do=reset (may be repeated)'
complete -c clnform -n '__clnform_at \'emulator\'' -l random-seed -x -d 'seed of everything random: new keys, shuffled lists, chance in fault rules'
complete -c clnform -n '__clnform_at \'emulator\'' -l ledger -r -F -d 'write every call and every object, one JSON object a line'
complete -c clnform -n '__clnform_at \'emulator\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'completion\'' -s h -l help -d 'display help for command'
complete -c clnform -n '__clnform_at \'completion\' 0' -a 'bash zsh fish'
