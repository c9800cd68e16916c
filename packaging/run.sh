#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds a release and starts it; all arguments go to Triptych. Works as root or with sudo.
# When nothing changed since the last start it goes straight to the program. llama-server, if there is none, is built
# in the background meanwhile; the local lanes show how far it is.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=packaging/steps.sh
. "$root/packaging/steps.sh"

program=$root/build/release/bin/triptych
stamp=$root/build/release/.built # as old as the sources of what stands in build/release
sources=(app core ui resources translations cmake packaging CMakeLists.txt CMakePresets.json)

is_up_to_date() {
    [ -x "$program" ] && [ -e "$stamp" ] || return 1
    local known=() source
    for source in "${sources[@]}"; do
        [ -e "$root/$source" ] && known+=("$root/$source")
    done
    # A folder is newer than the stamp too when a file was added or removed.
    [ -z "$(find "${known[@]}" -newer "$stamp" -print -quit)" ]
}

build_llama_server() {
    if llama_server_is_found || llama_build_is_under_way; then
        return 0
    fi
    local cache log
    cache=$(llama_cache)
    log=$cache/build-run.log
    mkdir -p "$cache"
    say "llama-server is being built in the background, once for this user: $log"
    setsid nice -n 15 "$root/packaging/llama/build.sh" >"$log" 2>&1 </dev/null &
    disown
}

if ! is_up_to_date; then
    mkdir -p "$root/build/release"
    exec 8>"$root/build/release/.building"
    flock -n 8 || { say "another start is building, waiting for it"; flock 8; }
    if ! is_up_to_date; then
        install_purposes build
        llama_server_is_found || install_npm
        build_llama_server 8>&-
        # Benches want more than a person who only starts the program has to install.
        configure release -DTRIPTYCH_BENCH=OFF
        touch "$stamp.new"
        build release triptych
        mv -f "$stamp.new" "$stamp"
    fi
    exec 8>&-
else
    build_llama_server
fi
exec "$program" "$@"
