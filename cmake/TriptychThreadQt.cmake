# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Under the thread sanitizer our programs run with a Qt that is instrumented, too; packaging/qt-tsan/build.sh says why.
# They are compiled and linked with Debian's as ever, and find the other one when they start.

execute_process(COMMAND "${PROJECT_SOURCE_DIR}/packaging/qt-tsan/build.sh" --print-path OUTPUT_VARIABLE folder
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(EXISTS "${folder}/lib/libQt6Core.so.6")
    message(STATUS "Qt with the thread sanitizer: ${folder}")
    # An old-style path serves the libraries and plugins as well, Debian's among them. Nothing in the environment, or
    # children that are no programs of ours would find it.
    target_link_options(triptych_flags INTERFACE -Wl,--disable-new-dtags "-Wl,-rpath,${folder}/lib")
else()
    message(WARNING "There is no Qt with the thread sanitizer yet. Everything builds, but the tests will take queued "
        "signals for races. Run packaging/qt-tsan/build.sh once, then configure again.")
endif()
