#!/usr/bin/env bash
# Runs every test. Arguments go to `swift test`, for example: scripts/test.sh --filter KatoRecordingTests
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

# The end-to-end tests run the programs themselves: .build/debug/kato and .build/debug/katod.
say "Building the programs and the tests"
swift build
swift build --build-tests

say "Running the tests"
mkdir -p .build
log="$(mktemp .build/test-output.XXXXXX)"
trap 'rm -f "$log"' EXIT
status=0
swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log" || status=$?

# One plain line for whoever reads only the end.
total="$(sed -n 's/.*Test run with \([0-9][0-9]*\) tests\{0,1\}.*/\1/p' "$log" | tail -n 1)"
failed="$(grep -E -c '^[^A-Za-z0-9]* *Test .* failed after' "$log" || true)"
runs="$(grep -E -c '^[^A-Za-z0-9]* *Test run with .* failed after' "$log" || true)"
((failed -= runs)) || true
if [[ -n "$total" ]]; then
    echo "$((total - failed)) passed, $failed failed"
else
    echo "The tests did not run to their end." >&2
    ((status != 0)) || status=1
fi
exit "$status"
