#!/usr/bin/env bash
# Installs the Debian packages that kato needs and that are missing. Says what it does; asks sudo only when not root.
#
#   scripts/bootstrap.sh          what building needs
#   scripts/bootstrap.sh tests    what the tests need besides
#   scripts/bootstrap.sh bench    what the benchmarks compare with, besides
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# SQLite's header is all that building needs besides a Swift toolchain.
packages=(libsqlite3-dev)
# The tests speak to the socket with an ordinary tool, and look at the command line on a real terminal.
if [[ "${1:-}" == tests ]]; then packages+=(socat strace tmux openssl python3-jsonschema); fi
# What the decoders are measured beside; where it is missing they are not.
if [[ "${1:-}" == bench ]]; then packages+=(socat libsimdjson-dev); fi

minimum_major=6 minimum_minor=2

check_swift() {
    command -v swift >/dev/null || fail "Swift is not installed, or not on the PATH." \
        "Install Swift $minimum_major.$minimum_minor or newer: https://www.swift.org/install/linux"
    local version
    version="$(swift --version 2>&1)" || fail "\`swift --version\` does not work:" "$version"
    [[ "$version" =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] || fail "\`swift --version\` names no version:" "$version"
    local major="${BASH_REMATCH[1]}" minor="${BASH_REMATCH[2]}"
    ((major > minimum_major || (major == minimum_major && minor >= minimum_minor))) || fail \
        "Swift $major.$minor is too old: kato needs $minimum_major.$minimum_minor or newer." \
        "Get it from https://www.swift.org/install/linux"
}

is_installed() {
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null || true)" == installed ]]
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Another apt may be at work, also one of a second clone of this repository.
apt() {
    local try
    for try in 1 2 3; do
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -qq "$@" && return 0
        if ((try < 3)); then sleep 5; fi
    done
    return 1
}

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do is_installed "$package" || missing+=("$package"); done
    if ((${#missing[@]} == 0)); then return 0; fi
    local command="apt-get install --no-install-recommends ${missing[*]}"
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "These Debian packages are missing: ${missing[*]}" "As root, run: $command"
        say "Installing ${missing[*]} with sudo ($command)"
    else
        say "Installing ${missing[*]} ($command)"
    fi
    # Old lists may do; the installation says so if they do not.
    apt update || printf 'warning: apt-get update failed; trying with the lists that are there.\n' >&2
    apt install --yes --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "The Debian packages could not be installed: ${missing[*]}" "Try it by hand: sudo $command"
}

# Without apt nothing is installed: what is missing is named.
check_elsewhere() {
    local missing=()
    if [[ "$(uname)" != Darwin && ! -e /usr/include/sqlite3.h ]]; then
        missing+=("SQLite's development files (Fedora: sqlite-devel, Arch: sqlite, Alpine: sqlite-dev)")
    fi
    local package
    for package in "${packages[@]}"; do
        case "$package" in
        socat | strace | tmux | openssl) command -v "$package" >/dev/null || missing+=("$package") ;;
        esac
    done
    if ((${#missing[@]} == 0)); then return 0; fi
    fail "This system has no apt-get, and these are missing:" "${missing[@]}" "Install them, then run make again."
}

# The published definitions of what telemetry sends, in a folder of their own. Without them one comparison is skipped.
install_oracle() {
    local folder="$repository/.build/oracle" package=opentelemetry-proto
    PYTHONPATH="$folder" python3 -c 'import opentelemetry.proto.common.v1.common_pb2' 2>/dev/null && return 0
    say "Installing $package from PyPI into .build/oracle"
    # Another Python may have filled it.
    rm -rf "$folder"
    if ! python3 -m pip --version >/dev/null 2>&1 && command -v apt-get >/dev/null; then
        apt install --yes --no-install-recommends python3-pip >/dev/null 2>&1 || true
    fi
    python3 -m pip --quiet --disable-pip-version-check --retries 1 --timeout 20 install --target "$folder" "$package" \
        >/dev/null 2>&1 || printf 'warning: %s cannot be installed; the comparison with it is skipped.\n' "$package" >&2
}

check_swift
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then install_packages; else check_elsewhere; fi
if [[ "${1:-}" == tests ]]; then install_oracle; fi
