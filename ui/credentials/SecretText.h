// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

namespace triptych {

/// A line of text that is being typed and that nobody else may see: UTF-8 in one wiped buffer that never moves, with a
/// caret between its characters. There is no undo, since that would be a second copy.
class SecretText
{
public:
    static constexpr std::size_t capacity = 8192;

    SecretText() : m_buffer(capacity) {}

    bool insert(QByteArrayView utf8); ///< At the caret; false, and nothing done, when there is no room.
    void removeBefore();
    void removeAfter();
    void clear();

    void moveBack() { m_caret = before(m_caret); }
    void moveForward() { m_caret = after(m_caret); }
    void moveToStart() { m_caret = 0; }
    void moveToEnd() { m_caret = m_size; }
    void moveTo(std::size_t caret) { m_caret = caret; } ///< A place that after() gave.

    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    std::size_t caret() const { return m_caret; }
    std::size_t before(std::size_t place) const;
    std::size_t after(std::size_t place) const;
    int length() const; ///< In characters.
    QByteArrayView character(std::size_t place) const
    {
        return view().sliced(qsizetype(place), qsizetype(after(place) - place));
    }
    QByteArrayView view() const { return m_buffer.view().first(qsizetype(m_size)); }

private:
    void removeRange(std::size_t from, std::size_t to);

    Secret m_buffer;
    std::size_t m_size = 0;
    std::size_t m_caret = 0;
};

} // namespace triptych
