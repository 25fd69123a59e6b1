#!/usr/bin/env bash
# Puts the output of the demo, as produced, between the demo-output marks of README.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

output="$(mktemp)" readme="$(mktemp)"
trap 'rm -f "$output" "$readme"' EXIT
NO_COLOR=1 TMPDIR=/tmp scripts/demo.sh | tee "$output"

for mark in begin end; do
    [[ "$(grep -c "<!-- demo-output:$mark -->" README.md)" == 1 ]] || fail "README.md lacks the mark demo-output:$mark."
done
# The recording has fences of its own, so the block gets a longer one.
awk -v output="$output" '
    /<!-- demo-output:begin -->/ {
        print; print "~~~~text"
        while ((getline line < output) > 0) print line
        print "~~~~"
        inside = 1
    }
    /<!-- demo-output:end -->/ { inside = 0 }
    !inside' README.md >"$readme"
cat "$readme" >README.md
say "README.md shows this run."
