// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/StreamedCall.h"

namespace triptych {

void StreamedCall::begin(int number, const QString &id, const QString &name, const QByteArray &whole, StreamEvents &out)
{
    m_number = number;
    m_whole = whole;
    out.push_back(ToolCallDelta {m_number, id, name, {}});
}

void StreamedCall::read(std::string_view piece, StreamEvents &out)
{
    if (piece.empty())
        return;
    m_hasArguments = true;
    out.push_back(ToolCallDelta {m_number, {}, {}, toBytes(piece)});
}

void StreamedCall::end(StreamEvents &out) const
{
    if (!m_hasArguments)
        out.push_back(ToolCallDelta {m_number, {}, {}, m_whole.isEmpty() ? QByteArrayLiteral("{}") : m_whole});
}

} // namespace triptych
