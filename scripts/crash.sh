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

export KATO_BIN_DIR="${KATO_BIN_DIR:-$repository/.build/release}"
exec .build/debug/kato-torture "$@"
