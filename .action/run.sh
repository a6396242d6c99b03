#!/usr/bin/env bash
# Runs clnform, keeps its report and its exit code, and never fails for what clnform says: `end.sh` does, after the
# comment. Everything arrives in INPUT_ variables and leaves as single arguments.
set -euo pipefail

fail() {
  printf '::error::%s\n' "$1"
  exit 1
}

dir=${INPUT_DIRECTORY:-.}
[ -d "$dir" ] || fail 'working-directory is no directory.'
arguments=(--chdir="$dir")
[ -z "${INPUT_ACCOUNT:-}" ] || arguments+=(--account="$INPUT_ACCOUNT")

format=${INPUT_FORMAT:-markdown}
case "$format" in
  markdown | text) ;;
  *) fail 'format is to be markdown or text.' ;;
esac

case "${INPUT_COMMAND:-}" in
  plan)
    arguments+=(plan --detailed-exitcode --format="$format")
    [ -z "${INPUT_PLAN_FILE:-}" ] || arguments+=(--out="$INPUT_PLAN_FILE")
    path=${INPUT_MANIFEST:-}
    ;;
  apply)
    format=text
    arguments+=(apply --auto-approve)
    [ -z "${INPUT_ALLOW:-}" ] || arguments+=(--allow="$INPUT_ALLOW")
    path=${INPUT_PLAN_FILE:-${INPUT_MANIFEST:-}}
    ;;
  drift)
    arguments+=(drift --format="$format")
    [ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline="$INPUT_BASELINE")
    path=${INPUT_MANIFEST:-}
    ;;
  *) fail 'command is to be plan, apply or drift.' ;;
esac
[ -z "$path" ] || arguments+=(-- "$path")

work=$(mktemp -d "$RUNNER_TEMP/clnform-XXXXXX")
report="$work/report.md"
code=0
clnform "${arguments[@]}" >"$work/stdout" 2>"$work/stderr" || code=$?

escaped() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' "$1"; }
{
  if [ "$format" = markdown ]; then
    cat "$work/stdout"
  elif [ -s "$work/stdout" ]; then
    printf '<pre>\n'
    escaped "$work/stdout"
    printf '</pre>\n'
  fi
  # What went wrong is on stderr; of a run that went well, that is progress and no part of the report.
  if [ -s "$work/stderr" ] && [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then
    printf '\n<pre>\n'
    escaped "$work/stderr"
    printf '</pre>\n'
  fi
} >"$report"

# Names and notes from the account are in there: the runner must obey nothing of it.
guard="clnform-$(node -p 'crypto.randomUUID()')"
printf '::stop-commands::%s\n' "$guard"
cat "$work/stderr"
[ "$format" = markdown ] || cat "$work/stdout"
printf '::%s::\n' "$guard"

cat "$report" >>"$GITHUB_STEP_SUMMARY"
{
  printf 'exit-code=%s\n' "$code"
  printf 'changes=%s\n' "$([ "$code" -eq 2 ] && echo true || echo false)"
  printf 'report=%s\n' "$report"
} >>"$GITHUB_OUTPUT"
