#!/usr/bin/env bash
# Every check that runs no test, in the order in which people want to hear of trouble. Says how to mend what failed.
set -uo pipefail

cd "$(dirname "$0")/.."
failures=0

# check NAME HINT COMMAND...
check() {
  local name=$1 hint=$2 output
  shift 2
  if output=$("$@" 2>&1); then
    echo "$name: ok"
  else
    printf '%s\n%s: FAILED (%s)\n' "$output" "$name" "$hint"
    failures=$((failures + 1))
  fi
}

check 'types' 'tsc -p .' tsc -p .
check 'lint' 'make lint' oxlint --format=unix .
check 'format' 'make format' oxfmt --check .
check 'generated files' 'make generate' hack/verify-generated.sh
check 'measures' 'make measure' node hack/measure.ts
exit $((failures > 0))
