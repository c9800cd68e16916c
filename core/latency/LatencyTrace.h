// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/chat/LaneRecord.h"

namespace triptych {

/// The clocks of one lane. Marks are monotonic times; the first mark of a kind counts, later ones are ignored.
/// Pure: it reads no clock itself.
class LatencyTrace
{
public:
    enum Mark : quint8 {
        Dequeued,
        Connected,
        TlsDone,
        Sent,
        Headers,
        FirstByte,
        FirstReasoning,
        FirstText,
        FirstTool,
        Ended,
        MarkCount
    };

    explicit LatencyTrace(MonotonicTime queuedAt) : m_queuedAt(queuedAt) {}

    void mark(Mark mark, MonotonicTime at);
    /// Notes content events that arrived together at `at`.
    void content(const StreamEvents &events, MonotonicTime at);
    /// A retry before content starts the clocks after Dequeued anew; the queue time stays.
    void restart();

    std::optional<MonotonicTime> at(Mark mark) const { return m_marks[mark]; }
    LaneTiming timing(std::optional<qint64> outputTokens) const;

private:
    std::optional<double> sinceQueued(Mark mark) const;

    MonotonicTime m_queuedAt;
    std::optional<MonotonicTime> m_marks[MarkCount] = {};
    std::optional<MonotonicTime> m_firstContent = {};
    std::optional<MonotonicTime> m_lastContent = {};
};

} // namespace triptych
