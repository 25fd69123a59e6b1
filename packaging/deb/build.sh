#!/usr/bin/env bash
# Makes a Debian package of built programs and has lintian look at it, where that is installed. `make deb` builds before.
#
#   packaging/deb/build.sh [OUTPUT-FOLDER]       default: .build/deb
#
# BUILD names a folder with kato and katod, default .build/release; MANUAL a kato that writes its own manual and
# completions, default the one in BUILD.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/common.sh"
cd "$repository"

build="${BUILD:-.build/release}"
manual="${MANUAL:-$build/kato}"
output="${1:-.build/deb}"
here=packaging/deb

for tool in dpkg-deb dpkg-shlibdeps strip; do
    command -v "$tool" >/dev/null || fail "There is no $tool." "Install it: sudo apt-get install dpkg-dev binutils"
done
[[ -x "$build/kato" && -x "$build/katod" ]] || fail "There is nothing to pack in $build." "Run: make build"

version="$("$manual" --version)"
version="${version#kato }"
architecture="$(dpkg --print-architecture)"
maintainer="kato maintainers <kato@users.noreply.github.com>"
# The same sources give the same package: https://reproducible-builds.org/docs/source-date-epoch/
epoch="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH="$epoch"

work="$(mktemp -d "${TMPDIR:-/tmp}/kato-deb.XXXXXX")"
trap 'rm -rf -- "$work"' EXIT
root="$work/root"
docs="$root/usr/share/doc/kato"

stage() {
    umask 022
    make --no-print-directory --silent install DESTDIR="$root" PREFIX=/usr BUILD="$build" MANUAL="$manual"
    strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root"/usr/bin/*
    # Where Debian has the units of users' managers; they run only for users who enable them.
    mkdir -p "$root/usr/lib/systemd"
    mv "$root/usr/share/systemd/user" "$root/usr/lib/systemd/user"
    rmdir "$root/usr/share/systemd"
    mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
    install -m 644 "$here/copyright" "$docs/copyright"
    install -D -m 644 "$here/lintian-overrides" "$root/usr/share/lintian/overrides/kato"
    changelog | gzip -9n >"$docs/changelog.gz"
    find "$root/usr/share/man" -name '*.1' -exec gzip -9n {} +
    find "$root" -exec touch --no-dereference --date="@$epoch" {} +
}

changelog() {
    printf 'kato (%s) unstable; urgency=medium\n\n' "$version"
    printf '  * New version; what changed for users is in CHANGELOG.md beside this file.\n\n'
    printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date --utc --date="@$epoch" '+%a, %d %b %Y %H:%M:%S +0000')"
}

# The libraries, in the versions whose symbols are used.
dependencies() {
    mkdir -p "$work/debian"
    printf 'Source: kato\n\nPackage: kato\nArchitecture: any\n' >"$work/debian/control"
    (cd "$work" && dpkg-shlibdeps -O --ignore-missing-info "root/usr/bin/kato" "root/usr/bin/katod" 2>/dev/null) |
        sed -n 's/^shlibs:Depends=//p'
}

control() {
    mkdir -p "$root/DEBIAN"
    (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    local size
    size="$(du --summarize --apparent-size --block-size=1024 "$root/usr" | cut -f1)"
    sed -e "s|@version@|$version|" -e "s|@architecture@|$architecture|" -e "s|@maintainer@|$maintainer|" \
        -e "s|@size@|$size|" -e "s|@dependencies@|$(dependencies)|" "$here/control.in" >"$root/DEBIAN/control"
}

say "Packing kato $version for $architecture"
stage
control
mkdir -p "$output"
package="$output/kato_${version}_${architecture}.deb"
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null

if command -v lintian >/dev/null; then
    say "Having lintian look at it"
    # As root it warns of being root; nothing in the package is run.
    lintian --allow-root --fail-on error,warning "$package" ||
        fail "lintian found something in $package." "Read it up: lintian-explain-tags TAG"
fi
say "Done: sudo apt install ./$package"
