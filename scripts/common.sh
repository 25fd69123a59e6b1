# shellcheck shell=bash
# Sourced by the other scripts: where the repository is, and how to talk to people.

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export repository

# Colour only where somebody looks and nobody objected (https://no-color.org).
if [[ -t 1 && -z "${NO_COLOR:-}" && "${TERM:-dumb}" != dumb ]]; then
    bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' reset=$'\e[0m'
else
    bold='' dim='' green='' reset=''
fi
export bold dim green reset

# What is being done.
say() { printf '%s==>%s %s\n' "$green$bold" "$reset" "$*"; }

# What went wrong, then what to do about it, one argument a line.
fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    if (($# > 0)); then printf '       %s\n' "$@" >&2; fi
    exit 1
}
