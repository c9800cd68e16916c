// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/AnswerOrder.h"

#include "core/base/JsonWriter.h"

#include <QJsonArray>
#include <QJsonObject>

namespace triptych {

namespace {

constexpr QStringView textKey = u"text";
constexpr QStringView reasoningKey = u"reasoning";
constexpr QStringView callKey = u"call";
constexpr QStringView dialectKey = u"dialect";
constexpr QStringView opaqueKey = u"opaque";

std::optional<AnswerStretch> stretchFrom(const QJsonObject &json)
{
    if (json.contains(textKey))
        return TextStretch {qsizetype(json[textKey].toInteger())};
    if (json.contains(reasoningKey))
        return ReasoningStretch {qsizetype(json[reasoningKey].toInteger())};
    if (json.contains(callKey))
        return CallStretch {json[callKey].toInt(-1)};
    if (json.contains(opaqueKey))
        return OpaquePart {json[dialectKey].toString(), {json[opaqueKey].toString().toUtf8()}};
    return {};
}

} // namespace

void writeAnswerOrder(JsonWriter &json, const AnswerOrder &order)
{
    const Match writers {[&](const TextStretch &text) { json.member(textKey, qint64(text.length)); },
                         [&](const ReasoningStretch &thought) { json.member(reasoningKey, qint64(thought.length)); },
                         [&](const CallStretch &call) { json.member(callKey, call.call); },
                         [&](const OpaquePart &part) {
                             json.member(dialectKey, part.dialect);
                             json.member(opaqueKey, QString::fromUtf8(part.json.bytes));
                         }};
    json.beginArray();
    for (const AnswerStretch &stretch : order) {
        json.beginObject();
        std::visit(writers, stretch);
        json.endObject();
    }
    json.endArray();
}

AnswerOrder answerOrderFrom(const QJsonArray &json)
{
    AnswerOrder order;
    for (const QJsonValue value : json)
        if (auto stretch = stretchFrom(value.toObject()))
            order.push_back(std::move(*stretch));
    return order;
}

} // namespace triptych
