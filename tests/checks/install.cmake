# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DBUILD=<folder> -P install.cmake: installs into a folder of its own and looks for what a desktop needs.
set(prefix "${BUILD}/installed")
file(REMOVE_RECURSE "${prefix}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
set(id org.triptych.Triptych)
foreach(file bin/triptych share/triptych/models/demo.gguf share/applications/${id}.desktop share/metainfo/${id}.metainfo.xml
        share/icons/hicolor/scalable/apps/${id}.svg share/man/man1/triptych.1
        share/triptych/prometheus/prometheus.yml share/triptych/prometheus/triptych-dashboard.json)
    if(NOT EXISTS "${prefix}/${file}")
        message(SEND_ERROR "not installed: ${file}")
    endif()
endforeach()
file(REMOVE_RECURSE "${prefix}")
