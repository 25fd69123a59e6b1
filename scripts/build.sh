#!/usr/bin/env bash
# Builds the release programs with the Swift runtime inside, so that they run where no Swift is.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

flags=(--configuration release)
if [[ "$(uname)" == Linux ]]; then flags+=(--static-swift-stdlib -Xlinker -s); fi

say "Building katod"
daemon=("${flags[@]}")
# Its tables of addresses are made read-only before its first line runs.
if [[ "$(uname)" == Linux ]]; then daemon+=(-Xlinker -z -Xlinker now); fi
swift build "${daemon[@]}" --product katod

say "Building kato"
if [[ "$(uname)" == Linux ]]; then
    # The command line is linked with the C library inside, too: the dynamic loader was half of its start-up. Other
    # flags in one build folder would compile everything anew, so it has a folder of its own.
    client=(--scratch-path .build/client "${flags[@]}" -Xswiftc -static-executable --product kato)
    swift build "${client[@]}"
    install -m 755 "$(swift build "${client[@]}" --show-bin-path)/kato" "$(swift build "${flags[@]}" --show-bin-path)/kato"
else
    swift build "${flags[@]}" --product kato
fi
