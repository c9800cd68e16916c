// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/CliCommand.h"
#include "core/chat/LaneRecord.h"

namespace triptych {

/// Prints a run: objects for scripts, or text for people – as it comes for one lane, lane by lane for more.
class RunReport
{
public:
    RunReport(Terminal &terminal, bool asJson, int lanes) : m_terminal(terminal), m_asJson(asJson), m_lanes(lanes) {}

    void events(const StreamEvents &events);
    void finished(const LaneRecord &record);
    int exitStatus() const { return m_status; }

private:
    void print(const LaneRecord &record);

    Terminal &m_terminal;
    bool m_asJson;
    int m_lanes;
    int m_status = AllWell;
};

} // namespace triptych
