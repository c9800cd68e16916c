// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/chat/LaneSettings.h"

#include <QString>
#include <variant>
#include <vector>

namespace triptych {

enum class Role : quint8 { System, User, Assistant, Tool };

struct TextPart
{
    QString text = {};
};
/// What an assistant thought in an earlier turn; sent back only where a dialect wants it.
struct ReasoningPart
{
    QString text = {};
};
struct ToolCallPart
{
    QString id = {};
    QString name = {};
    QByteArray arguments = {}; ///< JSON text as the model wrote it.
};
struct ToolResultPart
{
    QString callId = {};
    QString text = {};
    bool isError = false;
};
/// What only one dialect knows; other dialects list it as dropped.
struct OpaqueContent
{
    QString dialect = {};
    RawJson json = {};
};
using ContentPart = std::variant<TextPart, ReasoningPart, ToolCallPart, ToolResultPart, OpaqueContent>;

struct ChatTurn
{
    Role role = Role::User;
    std::vector<ContentPart> parts = {};

    static ChatTurn text(Role role, const QString &text) { return {role, {TextPart {text}}}; }
};

struct ToolSpec
{
    QString name = {};
    QString description = {};
    RawJson parameters = {}; ///< JSON Schema, key order as written.
};

/// What is asked, in no dialect. System turns may stand anywhere; a dialect puts them where it wants them.
struct ChatRequest
{
    QString model = {};
    std::vector<ChatTurn> turns = {};
    LaneSettings settings = {};
    std::vector<ToolSpec> tools = {};
    RawJson extraBody = {}; ///< Merged into the body as RFC 7396 says.
};

} // namespace triptych
