#!/usr/bin/env bash
# Builds the release programs with the Swift runtime inside, so that they run where no Swift is.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$repository"

flags=(--configuration release)
if [[ "$(uname)" == Linux ]]; then flags+=(--static-swift-stdlib -Xlinker -s); fi

for product in kato katod; do
    say "Building $product"
    swift build "${flags[@]}" --product "$product"
done
