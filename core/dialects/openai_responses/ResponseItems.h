// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/StreamEvent.h"
#include "core/dialects/Front.h"

#include <vector>

namespace triptych::openai_responses {

/// The items of a response, as they stand in its output.
RawJson messageItem(const QString &id, const QString &text, bool isDone);
RawJson reasoningItem(const QString &id, const QString &text, bool isDone);
RawJson callItem(const QString &id, const ToolCallDelta &call, const QString &status);
RawJson textPart(const QString &text);
RawJson summaryPart(const QString &text);

/// The kind of an item that a server wants back: "message" or "reasoning"; empty for anything else.
QString kindOfItem(const RawJson &item);

/// What a response says of itself. Before its end, `finished` and `error` are empty.
struct ResponseState
{
    StreamOpened opened = {};
    TokenUsage usage = {};
    std::vector<RawJson> items = {};
    std::optional<StreamFinished> finished = {};
    std::optional<Error> error = {};
};

QString statusOf(const ResponseState &state);
RawJson responseJson(const AnswerHead &head, const ResponseState &state);

} // namespace triptych::openai_responses
