# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash disable=SC2154
# What run.sh and test.sh share. Sourced with $root set. Everything here talks on standard error, and nothing of it reads
# standard input: that belongs to the program.

say() { printf 'triptych: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

job_count() { nproc 2>/dev/null || echo 2; }

# packages PURPOSE...: their names.
packages() {
    local purpose
    for purpose in "$@"; do
        sed -n "s/^$purpose //p" "$root/packaging/dependencies"
    done | sort -u
}

# missing PACKAGE...: those that dpkg does not have.
missing() {
    local installed
    command -v dpkg-query >/dev/null 2>&1 || { say "this is no Debian: its packages are taken to be there"; return 0; }
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
    printf '%s\n' "$@" | grep -Fxv -e "${installed:-none}" || true
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@" # asks on the terminal, not on standard input
    else
        return 127
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# install_packages PACKAGE...: installs what is missing; false when that did not work, with apt's own words.
install_packages() {
    local wanted log
    mapfile -t wanted < <(missing "$@")
    [ "${#wanted[@]}" -gt 0 ] || return 0
    say "installing ${#wanted[@]} packages: ${wanted[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
        say "neither root nor sudo: run as root  apt-get install ${wanted[*]}"
        return 1
    fi
    log=$(mktemp)
    if apt_get install -y --no-install-recommends "${wanted[@]}" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    say "refreshing the lists of packages"
    if apt_get update >"$log" 2>&1 && apt_get install -y --no-install-recommends "${wanted[@]}" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
}

install_purposes() {
    local names
    mapfile -t names < <(packages "$@")
    install_packages "${names[@]}" || die "these packages are needed; nothing was built"
}

# Debian's npm conflicts with a newer nodejs, so it comes from apt only where there is none at all. Without it everything
# works but the local lanes, and those say so.
install_npm() {
    command -v npm >/dev/null 2>&1 || install_packages npm || say "npm could not be installed: llama-server cannot be obtained"
}

# Whether one of those that Triptych itself looks for answers --version and is not too old (core/local/ProgramFinder says why).
llama_server_is_found() {
    local server version settings=${TRIPTYCH_HOME:+$TRIPTYCH_HOME/config}
    settings=${settings:-${XDG_CONFIG_HOME:-$HOME/.config}/triptych}/settings.json
    for server in "$(sed -n 's/^ *"server": *"\(.*\)".*/\1/p' "$settings" 2>/dev/null | head -n 1)" "${TRIPTYCH_LLAMA_SERVER:-}" \
        "$(command -v llama-server 2>/dev/null)" "$(llama_cache)/bin/llama-server"; do
        [ -n "$server" ] && version=$(timeout 20 "$server" --version 2>&1 </dev/null) || continue
        # Upstream numbers its builds; a build from a source without history counts from 1.
        [[ $version =~ version:\ ([0-9]{4,})\ \( ]] && [ "${BASH_REMATCH[1]}" -lt 8146 ] && continue
        return 0
    done
    return 1
}

llama_build_is_under_way() {
    local lock
    lock=$(llama_cache)/lock
    [ -e "$lock" ] && ! flock -n "$lock" true
}

llama_cache() {
    local LLAMA_VERSION
    LLAMA_VERSION=$(sed -n 's/^LLAMA_VERSION=//p' "$root/packaging/llama/version")
    printf '%s/triptych/llama.cpp-%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}" "$LLAMA_VERSION"
}

# configure PRESET
configure() {
    local log=$root/build/$1.configure.log
    mkdir -p "$root/build"
    say "configuring ($1)"
    (cd "$root" && cmake --preset "$1" "${@:2}") >"$log" 2>&1 </dev/null || {
        tail -n 30 "$log" >&2
        die "CMake could not configure the build, see $log"
    }
}

# build PRESET [TARGET...]: quiet but for a counter; when it fails, what the compiler said.
build() {
    local preset=$1 log=$root/build/$1.build.log line count shown=0
    shift
    say "building ($preset), $(job_count) at a time"
    if ! { NINJA_STATUS='[%f/%t] ' ninja -C "$root/build/$preset" -j "$(job_count)" "$@" 2>&1 </dev/null; echo "status $?"; } | tee "$log" | {
        status=1
        while IFS= read -r line; do
            case $line in
                \[*/*\]*)
                    count=${line#\[} count=${count%%\]*}
                    if [ "$SECONDS" -ge "$shown" ] && [ "${count%/*}" != "${count#*/}" ]; then
                        say "$preset: ${count%/*} of ${count#*/}"
                        shown=$((SECONDS + 5))
                    fi
                    ;;
                "status "*) status=${line#status } ;;
            esac
        done
        exit "$status"
    }; then
        { grep -A 40 -m 1 '^FAILED' "$log" || tail -n 40 "$log"; } >&2
        die "the $preset build failed, see $log"
    fi
}
