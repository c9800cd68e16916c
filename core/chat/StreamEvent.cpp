// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/StreamEvent.h"

namespace triptych {

QString finishName(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop: return QStringLiteral("stop");
    case FinishReason::Length: return QStringLiteral("length");
    case FinishReason::Filtered: return QStringLiteral("filtered");
    case FinishReason::ToolCall: return QStringLiteral("tool_call");
    case FinishReason::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

} // namespace triptych
