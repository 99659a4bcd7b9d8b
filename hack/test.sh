#!/usr/bin/env bash
# Everything that CI runs: the checks of hack/verify.sh, then all tests. The last line counts the tests.
set -uo pipefail

cd "$(dirname "$0")/.."
report=build/test-report.json
rm -f "$report"

hack/verify.sh
checks=$?
vitest run --reporter=default --reporter=json --outputFile.json="$report"
tests=$?
# What feels the same on every driver: the tests have just said so, or the page is wrong.
node test/conformance/driver/parity/generate-parity.ts --check
parity=$?
[ $checks -eq 0 ] || echo 'The tests ran, but a check before them failed; see above.'
node hack/count-tests.ts "$report"
counted=$?
exit $((checks || tests || parity || counted))
