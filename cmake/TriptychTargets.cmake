# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later

# triptych_add_test(<file without .cpp> LIBS <library>... [LABELS <label>...] [SOURCES <more>...] [TIMEOUT <seconds>])
# One Qt Test program, run without a display and with a home of its own.
function(triptych_add_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${TEST_SOURCES})
    target_link_libraries(${name} PRIVATE triptych_flags Qt6::Test triptych_test_support ${TEST_LIBS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;XDG_CURRENT_DESKTOP=;QT_QPA_PLATFORMTHEME=;TRIPTYCH_HOME=${CMAKE_BINARY_DIR}/test-homes/${name};LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()
