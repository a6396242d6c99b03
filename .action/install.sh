#!/usr/bin/env bash
# Puts clnform on the PATH of the steps that follow. INPUT_VERSION: a version, `installed`, or nothing for the action's.
set -euo pipefail

fail() {
  printf '::error::%s\n' "$1"
  exit 1
}

command -v node >/dev/null || fail 'clnform needs Node.js 20.18 or newer on the runner.'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 18) ? 0 : 1)' ||
  fail 'clnform needs Node.js 20.18 or newer; the runner has an older one.'

version=${INPUT_VERSION:-}
if [ "$version" = installed ]; then
  command -v clnform >/dev/null || fail 'version is "installed", but there is no clnform on PATH.'
  exit 0
fi
if [ -z "$version" ]; then
  version=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json")
fi
# A version and nothing else: no option, no path, no address of another package.
[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail 'version is to be a version such as 1.2.3, or installed.'

prefix="$RUNNER_TEMP/clnform-$version"
npm install --prefix "$prefix" --ignore-scripts --no-save --no-audit --no-fund -- "clnform@$version" >&2
printf '%s\n' "$prefix/node_modules/.bin" >>"$GITHUB_PATH"
