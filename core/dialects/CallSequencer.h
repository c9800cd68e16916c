// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

namespace triptych {

/// Puts an answer's parts one behind the other, for protocols in which a part ends before the next begins: what comes
/// while a call's arguments are not whole JSON waits until they are, or for the end. The first event of each call has
/// its id and its name.
class CallSequencer
{
public:
    /// Appends to `out` what may be told now.
    void feed(const StreamEvents &events, StreamEvents &out);

private:
    void take(const StreamEvent &event, StreamEvents &out);
    void takeCall(const ToolCallDelta &delta, StreamEvents &out);
    void tellWaiting(StreamEvents &out);
    void tellAll(StreamEvents &out);
    bool isFree() const; ///< No call is open, or the open one has all its arguments.
    void open(const ToolCallDelta &call, StreamEvents &out);

    /// Follows a JSON text as it grows.
    class Balance
    {
    public:
        void add(QByteArrayView piece);
        bool isWhole() const { return m_hasBegun && m_depth <= 0 && !m_isInString; }

    private:
        int m_depth = 0;
        bool m_hasBegun = false;
        bool m_isInString = false;
        bool m_isEscaped = false;
    };

    std::optional<int> m_open;
    Balance m_arguments; ///< Of the open call.
    StreamEvents m_waiting; ///< Neighbouring pieces of one call are one event.
};

} // namespace triptych
