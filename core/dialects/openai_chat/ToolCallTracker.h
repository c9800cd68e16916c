// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/StreamEvent.h"

#include <QHash>
#include <vector>

namespace triptych::openai_chat {

/// Tells which call a piece belongs to although servers leave out the index, reuse it, repeat ids and names, or send
/// the arguments as an object. Calls are numbered in the order in which they began.
class ToolCallTracker
{
public:
    void read(const JsonValue &piece, qsizetype position, StreamEvents &out);
    /// Names the calls that came without an id: a result has to name its call.
    void finish(StreamEvents &out);
    bool isEmpty() const { return m_calls.empty(); }

private:
    struct Call
    {
        QString id;
        QString name;
    };

    int numberOf(const JsonValue &piece, qsizetype position, const QString &id, const QString &name);
    int begin(qint64 index);
    bool isTaken(const QString &id) const;
    bool continuesLast(const JsonValue &piece, const QString &name) const;

    std::vector<Call> m_calls;
    QHash<qint64, int> m_numberByIndex;
};

} // namespace triptych::openai_chat
