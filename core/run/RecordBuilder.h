// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

#include <map>

namespace triptych {

/// Joins what a stream says into the record of its lane. Pure.
class RecordBuilder
{
public:
    explicit RecordBuilder(LaneRecord start) : m_start(start), m_record(std::move(start)) {}

    void add(const StreamEvents &events);
    /// Forgets what an attempt said that is made again; what the lane spent on it stays.
    void restart();
    LaneRecord &record() { return m_record; }
    bool hasContent() const;
    /// The phase that content so far puts the lane in; Waiting while there is none.
    LanePhase phase() const;
    /// The finish as the contract has it: any tool call makes a plain stop a tool_call.
    FinishReason finish(FinishReason told) const;
    /// Moves the tool calls into the record, in the order of their index. Once, at the end.
    void close();

private:
    template<typename Stretch>
    void extend(qsizetype length);

    LaneRecord m_start;
    LaneRecord m_record;
    std::map<int, ToolCall> m_calls;
};

} // namespace triptych
