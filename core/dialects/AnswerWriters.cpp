// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/AnswerWriters.h"

namespace triptych {

void SequentialWriter::write(const StreamEvents &events, QByteArray &out)
{
    StreamEvents ordered;
    m_sequencer.feed(events, ordered);
    for (const StreamEvent &event : ordered)
        writeEvent(event, out);
}

void WholeWriter::write(const StreamEvents &events, QByteArray &out)
{
    m_answer.add(events);
    if (m_answer.error())
        out.append(bodyOf(*m_answer.error()).bytes);
    else if (m_answer.finished())
        out.append(bodyOf(m_answer));
}

} // namespace triptych
