// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/chat/LaneSettings.h"

#include <QString>
#include <optional>
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
/// An image or a document. The bytes are shared by all lanes; a dialect encodes them as it sends them.
struct MediaPart
{
    QString mimeType = {}; ///< image/png, image/jpeg, image/gif, image/webp or application/pdf.
    QByteArray data = {};
    QString name = {}; ///< What people call it; may be empty.
    QString file = {}; ///< Where its prompt keeps it, relative to itself; the bytes come from there.

    bool isImage() const { return mimeType.startsWith(QLatin1String("image/")); }
};
/// What stands before it comes again in later requests: the provider may keep it and charge less for it.
struct CacheMark
{};
/// What only one dialect knows; other dialects list it as dropped.
struct OpaqueContent
{
    QString dialect = {};
    RawJson json = {};
};
using ContentPart
    = std::variant<TextPart, ReasoningPart, ToolCallPart, ToolResultPart, MediaPart, CacheMark, OpaqueContent>;

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

/// Whether the model may, must or must not call a tool.
struct ToolChoice
{
    enum class Kind : quint8 { Unsaid, Auto, None, Any, Named };
    Kind kind = Kind::Unsaid;
    QString name = {}; ///< Of the one tool that it must call.

    bool operator==(const ToolChoice &) const = default;
};

/// The answer is to be JSON of this shape.
struct ResponseSchema
{
    QString name = {}; ///< Letters, digits, _ and -; some dialects want one.
    RawJson schema = {}; ///< JSON Schema, key order as written.

    bool isEmpty() const { return schema.isEmpty(); }
};

/// What is asked, in no dialect. System turns may stand anywhere; a dialect puts them where it wants them.
struct ChatRequest
{
    QString model = {};
    std::vector<ChatTurn> turns = {};
    LaneSettings settings = {};
    std::vector<ToolSpec> tools = {};
    ToolChoice toolChoice = {};
    std::optional<bool> parallelCalls = {}; ///< Whether one answer may bring several calls.
    ResponseSchema responseSchema = {};
    RawJson extraBody = {}; ///< Merged into the body as RFC 7396 says.
    OpaqueContent extras = {}; ///< Members of a body in one dialect that no other knows; an object.
};

} // namespace triptych
