#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Debian's own Qt once more, with the thread sanitizer in it, once for a user, into
# ${XDG_CACHE_HOME:-~/.cache}/triptych/qt-tsan-<Debian's version>-<recipe>/{lib,plugins}.
#
# Debian's is not instrumented, so the sanitizer sees the two sides of an event queue but not the lock between them, and
# takes every queued signal for a race. The preset tsan makes the tests find this one instead (cmake/TriptychThreadQt.cmake);
# Triptych itself, its headers and its tools stay with Debian's. Says what it does on standard error.
set -euo pipefail

# One more whenever what follows builds something else.
recipe=1

version=$(dpkg-query -W -f='${source:Version}' libqt6core6 2>/dev/null || true)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/triptych/qt-tsan-${version:-unknown}-$recipe
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch 2>/dev/null || true)

say() { printf 'qt-tsan: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

[ "${1:-}" = --print-path ] && { printf '%s\n' "$cache"; exit 0; }

# Comes last of all, so whoever sees it sees a whole one.
is_ready() { [ -e "$cache/lib/libQt6Core.so.6" ]; }

is_ready && { say "ready ($cache)"; exit 0; }
[ -n "$version" ] || fail "libqt6core6 is not installed from a Debian package, so there is no source that is certain to fit it"

mkdir -p "$cache"
exec 9>"$cache/lock"
if ! flock -n 9; then
    say "another build is under way, waiting for it"
    flock 9
    is_ready && { say "ready ($cache)"; exit 0; }
fi

for tool in apt-get dpkg-source cmake ninja c++ nm; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: packaging/dependencies names the packages, under tsan"
done

work=$cache/work
source=$work/qt6-base
mkdir -p "$work"

# quietly LOG COMPLAINT COMMAND...
quietly() {
    local log=$work/$1 complaint=$2
    shift 2
    "$@" >"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2; fail "$complaint, see $log"; }
}

# apt's own chain from the archive's key down to each file's checksum, but with lists of its own: an ordinary user may do
# this, and the system's lists stay as they are.
fetch() {
    local apt=$work/apt codename options
    # shellcheck source=/dev/null
    codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/parts"
    local key=/usr/share/keyrings/debian-archive-keyring.gpg
    cat >"$apt/parts/debian.list" <<LIST
deb-src [signed-by=$key] http://deb.debian.org/debian $codename main
deb-src [signed-by=$key] http://deb.debian.org/debian $codename-updates main
deb-src [signed-by=$key] http://deb.debian.org/debian-security $codename-security main
LIST
    options=(-q -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt" -o Dir::Etc::sourcelist=/dev/null
        -o "Dir::Etc::sourceparts=$apt/parts" -o Acquire::Languages=none -o APT::Sandbox::User=root
        -o APT::Update::Error-Mode=any -o APT::Get::AllowUnauthenticated=false)
    say "fetching the source of qt6-base $version from Debian (44 MiB)"
    (
        cd "$work"
        quietly apt.log "the lists of Debian's sources could not be fetched: check the network, then run this again" \
            apt-get "${options[@]}" update
        quietly source.log "Debian has no source of qt6-base $version any more: upgrade the installed one, then run this again" \
            apt-get "${options[@]}" source --download-only "qt6-base=$version"
        rm -rf "$source.new"
        # Applies Debian's patches, too.
        quietly unpack.log "the source could not be unpacked" dpkg-source -x "qt6-base_${version#*:}.dsc" "$source.new"
    )
    mv "$source.new" "$source"
    rm -rf "$apt" "$work"/qt6-base_*
}

# What decides about the binary interface is as in debian/rules of the same source; what is left out are other windowing
# systems, printers and databases. moc and its like are Debian's. Children are started with fork: the sanitizer does not
# know that a clone of the same memory is none, goes blind for the child and stays so in the thread that started it.
configure() {
    local option features=()
    for option in dbus_linked accessibility doubleconversion glib icu pcre2 system_pcre2 ssl libproxy system_proxies \
        fontconfig freetype harfbuzz sql_sqlite system_sqlite png system_png jpeg system_jpeg system_libb2 sctp; do
        features+=("-DFEATURE_$option=ON")
    done
    for option in forkfd_pidfd mimetype_database rpath relocatable xcb gtk3 cups eglfs linuxfb vnc sql_mysql sql_psql sql_odbc sql_ibase; do
        features+=("-DFEATURE_$option=OFF")
    done
    if command -v ccache >/dev/null 2>&1; then
        features+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    say "configuring"
    quietly configure.log "Qt could not be configured" cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=None \
        "-DCMAKE_C_FLAGS=-O1 -g1" "-DCMAKE_CXX_FLAGS=-O1 -g1" -DFEATURE_sanitize_thread=ON -DBUILD_WITH_PCH=OFF \
        "-DCMAKE_INSTALL_PREFIX=$cache" -DINSTALL_LIBDIR=lib \
        -DQT_HOST_PATH=/usr "-DQT_HOST_PATH_CMAKE_DIR=/usr/lib/$multiarch/cmake" -DQT_FORCE_FIND_TOOLS=ON \
        -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF "${features[@]}"
}

# Triptych is compiled with Debian's headers and then meets these libraries: a feature that differs would be a class laid
# out in two ways. Only the windowing systems that were left out may differ.
compare_features() {
    local header debian difference
    for header in corelib/global/qconfig corelib/qtcore-config gui/qtgui-config network/qtnetwork-config \
        sql/qtsql-config testlib/qttestlib-config widgets/qtwidgets-config; do
        debian=$(find "/usr/include/$multiarch/qt6" -name "${header##*/}.h" -path '*/Qt*/*' -print -quit)
        difference=$(diff <(grep . "$work/build/src/$header.h" | sort -u) <(grep . "$debian" | sort -u) \
            | grep '^[<>]' | grep -v -i -E 'xcb|atspi' || true)
        [ -z "$difference" ] || fail "built with other features than Debian's (< here, > there): $difference"
    done
}

compile() {
    say "compiling, once for this user (about 20 minutes on two cores)"
    : >"$work/build.log"
    NINJA_STATUS='[%f/%t] ' nice -n 10 ninja -C "$work/build" -j "${TRIPTYCH_JOBS:-$(nproc)}" \
        Core Network Sql DBus Test Gui Widgets QOffscreenIntegrationPlugin QSQLiteDriverPlugin QTlsBackendOpenSSLPlugin \
        </dev/null 2>&1 \
        | tee "$work/build.log" \
        | while IFS= read -r line; do
            case $line in
                \[*/*\]*)
                    counts=${line#\[}; counts=${counts%%\]*}
                    [ $((${counts%/*} % 50)) -eq 0 ] && say "${counts%/*} of ${counts#*/}"
                    ;;
            esac
            :
        done || { tail -n 20 "$work/build.log" >&2; fail "Qt could not be compiled, see $work/build.log"; }
}

# Qt looks for plugins and translations below its own prefix: what was not built there is Debian's.
complete() {
    local debian=/usr/lib/$multiarch/qt6/plugins plugin
    # grep reads to the end: nm would not survive a pipe that closes, and pipefail would take that for a no.
    nm -D "$work/build/lib/libQt6Core.so.6" | grep ' __tsan_' >/dev/null || fail "what was compiled is not instrumented"
    rm -rf "${cache:?}/plugins" "${cache:?}/lib" "${cache:?}/lib.new"
    cp -a "$work/build/plugins" "$cache/plugins"
    for plugin in "$debian"/*/*.so; do
        plugin=${plugin#"$debian/"}
        mkdir -p "$cache/plugins/${plugin%/*}"
        [ -e "$cache/plugins/$plugin" ] || ln -s "$debian/$plugin" "$cache/plugins/$plugin"
    done
    ln -sfn /usr/share/qt6/translations "$cache/translations"
    mkdir "$cache/lib.new"
    cp -a "$work/build/lib"/libQt6*.so.6* "$cache/lib.new"
    mv "$cache/lib.new" "$cache/lib"
    rm -rf "$work"
}

[ -e "$source/CMakeLists.txt" ] || fetch
# A configuration that was cut off remembers the question under way as answered with no.
if [ ! -e "$work/configured" ]; then
    rm -rf "$work/build"
    configure
    compare_features
    touch "$work/configured"
fi
compile
complete
say "ready ($cache)"
