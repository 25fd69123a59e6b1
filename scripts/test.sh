#!/usr/bin/env bash
# Runs every test. Arguments go to `swift test`, for example: scripts/test.sh --filter KatoRecordingTests
# KATO_TEST_SECONDS limits the run, not the build (default 2400, many times what it takes): a test that hangs is a failure.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

# Ends a process and everything below it.
end_tree() {
    local child
    for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null || pgrep -P "$1" || true); do end_tree "$child"; done
    kill -KILL "$1" 2>/dev/null || true
}

# The end-to-end tests run the programs themselves: .build/debug/kato and .build/debug/katod.
say "Building the programs and the tests"
swift build
swift build --build-tests

say "Running the tests"
limit="${KATO_TEST_SECONDS:-2400}"
log="$(mktemp .build/test-output.XXXXXX)"
exec 3> >(exec tee "$log")
copier=$!
swift test --skip-build --disable-xctest "$@" >&3 2>&1 &
tests=$!
exec 3>&-
trap 'end_tree "$tests"' INT TERM
(
    sleep "$limit" &
    trap 'kill $!; exit' TERM
    wait $!
    printf 'error: The tests did not end within %s seconds, and are ended.\n' "$limit" >&2
    end_tree "$tests"
) &
watchdog=$!
trap 'kill "$watchdog" 2>/dev/null || true; rm -f "$log"' EXIT
status=0
wait "$tests" || status=$?
# The copy is complete at once, unless a test left something running that holds on to the output.
for _ in {1..50}; do
    kill -0 "$copier" 2>/dev/null || break
    sleep 0.1
done

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
