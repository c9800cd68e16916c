// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/NdjsonFramer.h"

namespace triptych {

FramerFault NdjsonFramer::feed(QByteArrayView bytes, std::vector<Frame> &out)
{
    m_lines.feed(bytes);
    QByteArrayView line;
    while (m_lines.next(line))
        if (!line.trimmed().isEmpty())
            out.push_back({{}, m_lines.taken(line)});
    return m_lines.isTooLong() ? FramerFault::TooLarge : FramerFault::None;
}

void NdjsonFramer::finish(std::vector<Frame> &out)
{
    if (!m_lines.isTooLong() && !m_lines.rest().trimmed().isEmpty())
        out.push_back({{}, m_lines.rest().toByteArray(), true});
}

/// A brace that stands alone on its line begins one JSON text that is laid out for people.
bool NdjsonFramer::canBegin(QByteArrayView start) const
{
    return start.size() > 1 && start.front() == '{' && start[1] != '\n' && start[1] != '\r';
}

} // namespace triptych
