#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   packaging/test.sh          everything that the tests need, then all tests, without a display
#   packaging/test.sh --long   also every cut and every flip instead of a sample, all tests under the address and
#                              undefined-behaviour sanitizers, and all of them under the thread sanitizer, for which
#                              Qt itself is built once for this user
#
# Ends with ctest's closing lines and its exit status.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=packaging/steps.sh
. "$root/packaging/steps.sh"

is_long=no
case ${1:-} in
    '') ;;
    --long) is_long=yes ;;
    *) die "usage: packaging/test.sh [--long]" ;;
esac

# No test may show itself on somebody's screen, or be satisfied by one.
unset DISPLAY WAYLAND_DISPLAY
# Where the real engine is wanted it has to be there: nothing is skipped for want of it.
export TRIPTYCH_REQUIRE_LLAMA=1

failed=()

# tier NAME COMMAND...: goes on after a failure, so that one run tells everything.
tier() {
    local name=$1
    shift
    say "tests: $name"
    (cd "$root" && "$@") </dev/null || failed+=("$name")
}

install_purposes build test
install_npm # for the gateway's clients, and where llama-server is still to be built
configure dev
build dev
if ! llama_server_is_found; then
    "$root/packaging/llama/build.sh" </dev/null || die "the tests need llama-server"
fi

if [ "$is_long" = no ]; then
    cd "$root"
    exec ctest --preset dev -j "$(job_count)" </dev/null
fi

tier "everyday" ctest --preset dev -j "$(job_count)"
tier "every cut and every flip" env TRIPTYCH_LONG=1 ctest --test-dir build/dev --output-on-failure --no-tests=ignore -L long -LE timed -j "$(job_count)"
configure asan
build asan
tier "asan" ctest --preset asan -j "$(job_count)"

install_purposes tsan
"$root/packaging/qt-tsan/build.sh" </dev/null || die "the thread sanitizer needs a Qt that was built with it"
configure tsan
build tsan
# Newer kernels scatter addresses wider than GCC 12's thread sanitizer can stand; where that may be turned off it is.
unscattered=()
setarch --addr-no-randomize true 2>/dev/null && unscattered=(setarch --addr-no-randomize)
tier "tsan" "${unscattered[@]}" ctest --preset tsan -j "$(job_count)"

if [ "${#failed[@]}" -gt 0 ]; then
    die "failed tiers: $(printf '%s; ' "${failed[@]}")"
fi
say "all tiers passed"
