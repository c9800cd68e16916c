// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/StreamEvent.h"

class QJsonArray;

namespace triptych {

class JsonWriter;

struct TextStretch
{
    qsizetype length = 0; ///< UTF-16 units of the record's text.

    bool operator==(const TextStretch &) const = default;
};
struct ReasoningStretch
{
    qsizetype length = 0; ///< UTF-16 units of the record's reasoning.

    bool operator==(const ReasoningStretch &) const = default;
};
struct CallStretch
{
    int call = 0; ///< Its place in the record's tool calls.

    bool operator==(const CallStretch &) const = default;
};

/// In which order a model said what a record keeps by kind, with the parts that only its own dialect knows between.
using AnswerStretch = std::variant<TextStretch, ReasoningStretch, CallStretch, OpaquePart>;
using AnswerOrder = std::vector<AnswerStretch>;

/// As an array. Opaque JSON is kept as a string, so that whoever stores it cannot sort its keys.
void writeAnswerOrder(JsonWriter &json, const AnswerOrder &order);
AnswerOrder answerOrderFrom(const QJsonArray &json); ///< Leaves out what it does not know.

} // namespace triptych
