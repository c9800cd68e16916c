// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/ClaudeProxyFront.h"

#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"
#include "core/dialects/AnswerWriters.h"
#include "core/dialects/ClientError.h"
#include "core/dialects/DialectFront.h"

namespace triptych {

namespace {

class RequestReader
{
public:
    Result<ClientRequest> read(QByteArrayView body)
    {
        JsonParser parser;
        const JsonValue root = parser.parse(body);
        if (!root.isObject())
            return badRequest({}, QStringLiteral("an object with \"code\" and \"comment\" is wanted"));
        for (const char *key : {"code", "comment"})
            if (!root[key].isString())
                return badRequest(QLatin1String(key), QStringLiteral("a text is wanted"));
        for (const auto &[key, value] : root.members())
            if (key != "code" && key != "comment")
                return badRequest(toQString(key), QStringLiteral("only \"code\" and \"comment\" are known"));
        ClientRequest request;
        request.chat.model = QStringLiteral("claude");
        request.chat.turns.push_back(
            ChatTurn::text(Role::User, root["code"].text() + QLatin1Char('\n') + root["comment"].text()));
        return request;
    }
};

RawJson errorBody(const Error &error, int)
{
    JsonWriter json;
    json.beginObject().member(u"error", clientMessage(error)).endObject();
    return json.take();
}

void writeCount(JsonWriter &json, QStringView key, std::optional<qint64> count)
{
    json.key(key);
    count ? json.value(*count) : json.null();
}

class ResponseWriter final : public WholeWriter
{
public:
    explicit ResponseWriter(AnswerHead head) : WholeWriter(std::move(head)) {}

private:
    QByteArray bodyOf(const AnswerParts &answer) const override
    {
        JsonWriter json;
        json.beginObject().member(u"response", answer.text()).key(u"usage").beginObject();
        writeCount(json, u"input_tokens", answer.usage().input);
        writeCount(json, u"output_tokens", answer.usage().output);
        json.endObject().endObject();
        return json.take().bytes;
    }
    RawJson bodyOf(const Error &error) const override { return errorBody(error, 0); }
};

} // namespace

const Front &claudeProxyFront()
{
    static const DialectFront<RequestReader, ResponseWriter, ResponseWriter> front(errorBody, "application/json", {});
    return front;
}

} // namespace triptych
