#!/bin/sh
# Builds the benchmarks and measures the release binaries of `make build`. See `run.sh --help` for the options.
# KATO_BIN_DIR names another directory with kato and katod.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
KATO_BIN_DIR=${KATO_BIN_DIR:-$here/../../.build/release}
KATO_BENCH_SWIFT=$(swift --version 2>/dev/null | sed -n 's/.*\(Swift\) version \([0-9.]*\).*/\1 \2/p' | head -n 1)
export KATO_BIN_DIR KATO_BENCH_SWIFT

compiler=${CC:-clang}
command -v "$compiler" >/dev/null || compiler=cc

swift build --package-path "$here" --configuration release --quiet >&2
products=$(swift build --package-path "$here" --configuration release --show-bin-path)
# SwiftPM cannot link a C program statically, and the dynamic loader is what this one must not pay for.
"$compiler" -O2 -static "$here/Sources/Hello/hello.c" -o "$products/kato-hello"

# The decoders are measured by themselves only beside a parser to compare them with.
rm -f "$products/kato-decode" "$products/kato-simdjson"
if [ -e /usr/include/simdjson.h ]; then
    "$compiler++" -O2 -std=c++17 "$here/Sources/Simdjson/parse.cpp" -lsimdjson -o "$products/kato-simdjson" 2>/dev/null ||
        c++ -O2 -std=c++17 "$here/Sources/Simdjson/parse.cpp" -lsimdjson -o "$products/kato-simdjson"
    swift build --package-path "$here/../.." --configuration release --static-swift-stdlib -Xlinker -s \
        --product kato-decode >&2
    install -m 755 "$here/../../.build/release/kato-decode" "$products/kato-decode"
fi

exec "$products/kato-bench" "$@"
