#!/usr/bin/env bash
# Tortures the release programs of `make build`. Arguments go to kato-torture, for example: scripts/crash.sh --kills 5000
# KATO_BIN_DIR names another folder with kato and katod.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

say "Building the harness"
swift build --product kato-torture
say "Building the tests"
swift build --build-tests
# Another process exchanges names under the gate a million times a case; KATO_SWAPS says how often.
say "Racing for a path"
KATO_SWAPS="${KATO_SWAPS:-1000000}" swift test --skip-build --disable-xctest --filter SwapRaceTests

# Two at a time, because a seed is one thread; the bundle itself, because `swift test` runs one at a time.
seeds="${KATO_SIM_SEEDS:-10000}"
say "Playing $seeds seeds"
bundle="$(swift build --show-bin-path)/katoPackageTests.xctest"
simulate() { KATO_SIM_SEEDS=$((seeds / 2)) "$bundle" --testing-library swift-testing --filter SimulatorTests; }
simulate &
first=$!
simulate
wait "$first"

export KATO_BIN_DIR="${KATO_BIN_DIR:-$repository/.build/release}"
exec .build/debug/kato-torture "$@"
