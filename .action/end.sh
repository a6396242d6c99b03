#!/usr/bin/env bash
# Ends the action as clnform ended. A plan with changes (2) is a plan that worked; drift (2) is what one wants to hear of.
set -euo pipefail

code=${EXIT_CODE:-1}
[[ "$code" =~ ^[0-9]{1,3}$ ]] || code=1
case "$INPUT_COMMAND:$code" in
  *:0 | plan:2) exit 0 ;;
  drift:2) what='something drifted in the account' ;;
  *:3) what='apply stopped partway: run it again' ;;
  *:4) what='an outcome is unknown: clnform state resolve' ;;
  *:5) what='the lock is held by another run' ;;
  *) what='see above' ;;
esac
printf '::error::clnform ended with %s: %s\n' "$code" "$what"
exit "$code"
