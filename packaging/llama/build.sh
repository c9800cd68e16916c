#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Obtains and builds llama-server, once for a user, into
# ${XDG_CACHE_HOME:-~/.cache}/triptych/llama.cpp-<version>/bin.
# Says what it does on standard error; `progress` beside bin/ holds "<stage> <done> <total>" for the window.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=version
. "$here/version"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/triptych/llama.cpp-$LLAMA_VERSION
server=$cache/bin/llama-server

say() { printf 'llama-server: %s\n' "$*" >&2; }
progress() { printf '%s\n' "$*" >"$cache/progress.new" && mv -f "$cache/progress.new" "$cache/progress"; }
fail() {
    [ -d "$cache" ] && printf 'failed 0 0 %s\n' "$*" >"$cache/progress"
    say "$*"
    exit 1
}

[ "${1:-}" = --print-path ] && { printf '%s\n' "$server"; exit 0; }

if [ -x "$server" ] && "$server" --version >/dev/null 2>&1 </dev/null; then
    say "ready ($server)"
    exit 0
fi

mkdir -p "$cache"
exec 9>"$cache/lock"
if ! flock -n 9; then
    say "another build is under way, waiting for it"
    flock 9
    [ -x "$server" ] && { say "ready ($server)"; exit 0; }
fi

for tool in npm git cmake ninja tar sha512sum; do
    command -v "$tool" >/dev/null 2>&1 \
        || fail "$tool is missing: install it (apt-get install $([ "$tool" = ninja ] && echo ninja-build || echo "$tool")) or put a llama-server of your own on PATH"
done
command -v c++ >/dev/null 2>&1 || fail "a C++ compiler is missing: apt-get install g++, or put a llama-server of your own on PATH"

work=$cache/work
source=$work/llama.cpp
mkdir -p "$work"

is_pinned() { case $(git -C "$1" rev-parse HEAD 2>/dev/null) in "$LLAMA_COMMIT"*) true ;; *) false ;; esac; }

# A build that was cut off while it unpacked left something that is no whole source.
[ -e "$source/CMakeLists.txt" ] && is_pinned "$source" || rm -rf "$source"

if [ ! -e "$source/CMakeLists.txt" ]; then
    progress download 0 1
    say "fetching $LLAMA_NPM_PACKAGE@$LLAMA_NPM_VERSION from the npm registry (34 MiB)"
    archive=$work/$LLAMA_NPM_PACKAGE-$LLAMA_NPM_VERSION.tgz
    (cd "$work" && npm pack --silent "$LLAMA_NPM_PACKAGE@$LLAMA_NPM_VERSION" >/dev/null </dev/null) \
        || fail "npm could not fetch $LLAMA_NPM_PACKAGE@$LLAMA_NPM_VERSION: check the network, then run this again"
    printf '%s  %s\n' "$LLAMA_NPM_SHA512" "$archive" | sha512sum --check --quiet --strict - >&2 \
        || { rm -f "$archive"; fail "the downloaded $LLAMA_NPM_PACKAGE is not the pinned one (sha512 differs): nothing of it was used"; }
    rm -rf "$work/package" "$source.new"
    tar -xzf "$archive" -C "$work" package/llama/gitRelease.bundle
    git clone --quiet "$work/package/llama/gitRelease.bundle" "$source.new" </dev/null >&2 \
        || fail "the source bundle could not be unpacked"
    is_pinned "$source.new" || { rm -rf "$source.new"; fail "the source bundle is not commit $LLAMA_COMMIT"; }
    mv "$source.new" "$source"
    rm -rf "$archive" "$work/package"
fi

say "configuring llama.cpp $LLAMA_VERSION"
progress configure 0 1
cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_APP=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF \
    -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF -DBUILD_SHARED_LIBS=OFF \
    </dev/null >"$work/configure.log" 2>&1 || { tail -n 20 "$work/configure.log" >&2; fail "llama.cpp could not be configured, see $work/configure.log"; }

say "compiling llama-server, once for this user (about 12 minutes on two cores)"
: >"$work/build.log"
NINJA_STATUS='[%f/%t] ' nice -n 5 ninja -C "$work/build" ${TRIPTYCH_JOBS:+-j "$TRIPTYCH_JOBS"} llama-server </dev/null 2>&1 \
    | tee "$work/build.log" \
    | while IFS= read -r line; do
        case $line in
            \[*/*\]*)
                counts=${line#\[}; counts=${counts%%\]*}
                progress compile "${counts%/*}" "${counts#*/}"
                [ $((${counts%/*} % 20)) -eq 0 ] && say "${counts%/*} of ${counts#*/} files"
                ;;
        esac
        :
    done || { tail -n 20 "$work/build.log" >&2; fail "llama-server could not be compiled, see $work/build.log"; }

mkdir -p "$cache/bin"
cp "$work/build/bin/llama-server" "$cache/bin/llama-server.new"
"$cache/bin/llama-server.new" --version >/dev/null 2>&1 </dev/null || fail "the compiled llama-server does not start"
mv -f "$cache/bin/llama-server.new" "$server"
rm -rf "$work"
progress ready 1 1
say "ready ($server)"
