// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ToolChoices.h"

#include "core/chat/LedgerReason.h"

namespace triptych {

namespace {

constexpr QLatin1String choiceKey("tool_choice");
constexpr QLatin1String parallelKey("parallel_tool_calls");

} // namespace

QString toolChoiceWord(const ToolChoice &choice)
{
    switch (choice.kind) {
    case ToolChoice::Kind::Unsaid: return {};
    case ToolChoice::Kind::Auto: return QStringLiteral("auto");
    case ToolChoice::Kind::None: return QStringLiteral("none");
    case ToolChoice::Kind::Any: return QStringLiteral("any");
    case ToolChoice::Kind::Named: return choice.name;
    }
    Q_UNREACHABLE();
}

void dropToolChoice(ChatRequest &request, SettingsFilter &filter)
{
    using Kind = ToolChoice::Kind;
    const Kind kind = request.toolChoice.kind;
    if (request.tools.empty() || kind == Kind::Unsaid || kind == Kind::Auto) // which is what happens by itself
        return;
    filter.note(choiceKey, toolChoiceWord(request.toolChoice), {}, ledger_reason::notInProtocol);
    if (kind == Kind::None)
        request.tools.clear();
}

void dropParallelCalls(const ChatRequest &request, SettingsFilter &filter)
{
    if (!request.tools.empty() && request.parallelCalls == false)
        filter.note(parallelKey, QStringLiteral("false"), {}, ledger_reason::notInProtocol);
}

} // namespace triptych
