// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace triptych {

/// The last part of what a child wrote, without terminal escapes and control characters.
class LogRing
{
public:
    explicit LogRing(qsizetype capacity = 1 << 20) : m_capacity(capacity) {}

    /// Answers what was kept of `bytes`.
    QByteArray append(QByteArrayView bytes);
    QByteArray text() const; ///< At most `capacity` bytes, the newest.
    QByteArray lastLines(int count, qsizetype longest) const; ///< At most `longest` bytes of them.
    void clear() { *this = LogRing(m_capacity); }

private:
    enum class State : quint8 { Text, Escape, Sequence, Command, CommandEscape };
    void take(char c, QByteArray &kept);

    qsizetype m_capacity;
    QByteArray m_text;
    State m_state = State::Text; ///< An escape may be cut between two reads.
};

} // namespace triptych
