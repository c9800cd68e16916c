// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/SignedCalls.h"

#include "core/base/StrictJson.h"
#include "core/dialects/RequestParts.h"

#include <algorithm>

namespace triptych::gemini {

namespace {

/// What identifies a call; arguments are compared in one spelling.
struct Call
{
    QString id;
    QString name;
    QByteArray arguments;
};

QByteArray plainArguments(const JsonValue &arguments)
{
    return arguments.size() > 0 ? arguments.raw().bytes : QByteArrayLiteral("{}");
}

Call callIn(const OpaqueContent &content)
{
    JsonParser parser;
    const JsonValue call = parser.parse(content.json.bytes)["functionCall"];
    return {call["id"].text(), call["name"].text(), plainArguments(call["args"])};
}

bool isSame(const Call &call, const ToolCallPart &part)
{
    if (!call.id.isEmpty())
        return call.id == part.id;
    JsonParser parser;
    return call.name == part.name && call.arguments == plainArguments(parser.parse(part.arguments));
}

} // namespace

SignedCalls::SignedCalls(const ChatTurn &turn)
{
    const auto calls = partsOf<ToolCallPart>(turn);
    for (const OpaqueContent *content : partsOf<OpaqueContent>(turn))
        if (const ToolCallPart *call = freeCallFor(*content, calls))
            m_pairs.push_back({call, content});
}

const ToolCallPart *SignedCalls::freeCallFor(const OpaqueContent &content,
                                             const std::vector<const ToolCallPart *> &calls) const
{
    const Call wanted = callIn(content);
    const auto found = std::find_if(calls.begin(), calls.end(), [&](const ToolCallPart *call) {
        return !wanted.name.isEmpty() && !partFor(*call) && isSame(wanted, *call);
    });
    return found == calls.end() ? nullptr : *found;
}

const RawJson *SignedCalls::partFor(const ToolCallPart &call) const
{
    const auto found
        = std::find_if(m_pairs.begin(), m_pairs.end(), [&](const Pair &pair) { return pair.call == &call; });
    return found == m_pairs.end() ? nullptr : &found->content->json;
}

bool SignedCalls::isInPlaceOfCall(const OpaqueContent &content) const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(), [&](const Pair &pair) { return pair.content == &content; });
}

} // namespace triptych::gemini
