# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every compiler switch of the project stands here, in one target that all others link.

option(TRIPTYCH_WERROR "Warnings are errors" OFF)
set(TRIPTYCH_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(triptych_flags INTERFACE)
target_include_directories(triptych_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(triptych_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    TRIPTYCH_VERSION="${PROJECT_VERSION}")
target_compile_options(triptych_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wcast-qual
    -Wformat=2 -Wundef -fno-strict-overflow -fstack-protector-strong)
target_compile_definitions(triptych_flags INTERFACE "$<$<CONFIG:Release>:_FORTIFY_SOURCE=2>" "$<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>")
target_link_options(triptych_flags INTERFACE -Wl,-z,relro,-z,now)

if(TRIPTYCH_WERROR)
    target_compile_options(triptych_flags INTERFACE -Werror)
endif()
if(TRIPTYCH_SANITIZE)
    target_compile_options(triptych_flags INTERFACE -fsanitize=${TRIPTYCH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(triptych_flags INTERFACE -fsanitize=${TRIPTYCH_SANITIZE})
    # With the instrumentation in between, GCC 12 takes the empty state of std::optional for forgotten memory.
    target_compile_options(triptych_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(TRIPTYCH_SANITIZE STREQUAL "thread")
    include(TriptychThreadQt)
endif()

find_program(TRIPTYCH_CCACHE ccache)
if(TRIPTYCH_CCACHE)
    # The cache is shared by clones in other folders, hence the base directory and no hash of the working one.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=time_macros ${TRIPTYCH_CCACHE})
endif()
find_program(TRIPTYCH_MOLD mold)
if(TRIPTYCH_MOLD AND NOT TRIPTYCH_SANITIZE)
    target_link_options(triptych_flags INTERFACE -fuse-ld=mold)
endif()
