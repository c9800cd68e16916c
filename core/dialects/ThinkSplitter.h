// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

#include <QByteArray>
#include <string_view>

namespace triptych {

/// Parts content into reasoning and text where a model writes its reasoning between <think> and </think>. Only a tag
/// that begins the answer opens it; however the content is cut, what comes out is the same when joined.
class ThinkSplitter
{
public:
    void feed(std::string_view content, StreamEvents &out);
    /// Something else comes next: what was held back at the start is no tag.
    void settle(StreamEvents &out);
    /// The answer ended: gives what was held back because it might have been a tag.
    void finish(StreamEvents &out);

private:
    enum class State : quint8 { AtStart, SkipBreak, Thinking, AfterThinking, Text };

    void hold(std::string_view content, StreamEvents &out);
    void advance(StreamEvents &out);
    bool open(StreamEvents &out);
    bool think(StreamEvents &out);
    bool dropLineBreaks(State next);

    State m_state = State::AtStart;
    QByteArray m_held;
};

} // namespace triptych
