// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RequestParts.h"

#include "core/base/JsonText.h"
#include "core/base/StrictJson.h"
#include "core/chat/LedgerReason.h"
#include "core/dialects/CopilotHeaders.h"

#include <algorithm>

namespace triptych {

namespace {

/// Never sent: a provider may take us for a page in a browser.
bool isForbidden(const QByteArray &name)
{
    return name.compare("origin", Qt::CaseInsensitive) == 0;
}

void setHeader(HttpHeaders &headers, const HttpHeader &header)
{
    if (isForbidden(header.first))
        return;
    const auto same = std::find_if(headers.begin(), headers.end(), [&](const HttpHeader &other) {
        return other.first.compare(header.first, Qt::CaseInsensitive) == 0;
    });
    if (same == headers.end())
        headers.push_back(header);
    else
        same->second = header.second;
}

Error badExtraBody(const QString &whose)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("extra_body"),
            .message = QStringLiteral("The extra body of %1 is not a JSON object.").arg(whose)};
}

bool isObject(const RawJson &json)
{
    JsonParser parser;
    return parser.parse(json.bytes).isObject();
}

/// The members of `extras` that the body does not have go into it where the server speaks their dialect, and are listed
/// as dropped otherwise.
RawJson withExtras(RawJson body, const OpaqueContent &extras, const QString &dialect, std::vector<LedgerEntry> &ledger)
{
    if (extras.json.isEmpty())
        return body;
    JsonParser parser;
    const JsonValue own = parser.parse(body.bytes);
    JsonWriter patch;
    patch.beginObject();
    for (const RawMember &member : rawMembers(extras.json.bytes)) {
        const QString name = QString::fromUtf8(member.key);
        if (extras.dialect != dialect)
            ledger.push_back({name,
                              QString::fromUtf8(member.value.first(qMin<qsizetype>(100, member.value.size()))),
                              {},
                              ledger_reason::otherDialect});
        else if (own[std::string_view(member.key.constData(), size_t(member.key.size()))].isAbsent())
            patch.member(name, RawJson {member.value.toByteArray()});
    }
    patch.endObject();
    return mergedJson(body, patch.take());
}

bool isStrict(const JsonValue &schema);

bool areStrict(const JsonValue &named)
{
    bool all = true;
    for (const auto &[name, member] : named.members())
        all = all && isStrict(member);
    return all;
}

bool isStrictObject(const JsonValue &schema)
{
    QStringList required;
    for (const JsonValue &name : schema["required"].items())
        required += name.text();
    for (const auto &[name, member] : schema["properties"].members())
        if (!required.contains(toQString(name)))
            return false;
    return schema["additionalProperties"].boolean() == false;
}

bool isStrict(const JsonValue &schema)
{
    if (schema["type"].view() == "object" && !isStrictObject(schema))
        return false;
    for (const JsonValue &option : schema["anyOf"].items())
        if (!isStrict(option))
            return false;
    return areStrict(schema["properties"]) && areStrict(schema["$defs"])
        && (!schema["items"].isObject() || isStrict(schema["items"]));
}

} // namespace

QString joinedText(const ChatTurn &turn)
{
    QString text;
    for (const TextPart *part : partsOf<TextPart>(turn))
        text += part->text;
    return text;
}

QString systemText(const ChatRequest &request)
{
    QStringList texts;
    for (const ChatTurn &turn : request.turns)
        if (const QString text = joinedText(turn); turn.role == Role::System && !text.isEmpty())
            texts += text;
    return texts.join(QLatin1String("\n\n"));
}

QString joinedReasoning(const ChatTurn &turn)
{
    QString text;
    for (const ReasoningPart *part : partsOf<ReasoningPart>(turn))
        text += part->text;
    return text;
}

QString resultText(const ToolResultPart &result)
{
    if (!result.isError)
        return result.text;
    return result.text.isEmpty() ? QStringLiteral("Error") : QStringLiteral("Error: ") + result.text;
}

RawJson objectOf(const QByteArray &arguments)
{
    const RawJson json {arguments.trimmed()};
    return isObject(json) ? json : RawJson();
}

void writeTexts(JsonWriter &json, QStringView key, const QStringList &texts)
{
    json.key(key).beginArray();
    for (const QString &text : texts)
        json.value(text);
    json.endArray();
}

void writeFunctionTools(JsonWriter &json, const std::vector<ToolSpec> &tools)
{
    json.key(u"tools").beginArray();
    for (const ToolSpec &tool : tools) {
        json.beginObject()
            .member(u"type", QStringLiteral("function"))
            .key(u"function")
            .beginObject()
            .member(u"name", tool.name);
        if (!tool.description.isEmpty())
            json.member(u"description", tool.description);
        if (!tool.parameters.isEmpty())
            json.member(u"parameters", tool.parameters);
        json.endObject().endObject();
    }
    json.endArray();
}

QByteArray dataUrlHead(const MediaPart &media)
{
    return "data:" + media.mimeType.toLatin1() + ";base64,";
}

QString fileNameOf(const MediaPart &media)
{
    return media.name.isEmpty() ? QStringLiteral("document.pdf") : media.name;
}

bool isStrictSchema(const RawJson &schema)
{
    JsonParser parser;
    const JsonValue root = parser.parse(schema.bytes);
    return root["type"].view() == "object" && isStrict(root);
}

void writeNamedSchema(JsonWriter &json, const ResponseSchema &wanted)
{
    json.member(u"name", wanted.name.isEmpty() ? QStringLiteral("answer") : wanted.name);
    if (isStrictSchema(wanted.schema))
        json.member(u"strict", true);
    json.member(u"schema", wanted.schema);
}

Result<EncodedRequest> finishRequest(RawJson body, const ChatRequest &request, const Endpoint &endpoint,
                                     const QUrl &url, const HttpHeaders &own, std::vector<LedgerEntry> ledger)
{
    for (const auto &[extra, whose] :
         {std::pair(endpoint.body, endpoint.providerId), std::pair(request.extraBody, request.model)}) {
        if (extra.isEmpty())
            continue;
        if (!isObject(extra))
            return badExtraBody(whose);
        body = mergedJson(body, extra);
    }
    body = withExtras(std::move(body), request.extras, endpoint.dialect, ledger);
    EncodedRequest encoded {{QByteArrayLiteral("POST"), url, {}, std::move(body.bytes)}, std::move(ledger)};
    HttpHeaders &headers = encoded.http.headers;
    setHeader(headers, {"content-type", "application/json"});
    setHeader(headers, {"accept", "text/event-stream, application/json"});
    setHeader(headers, {"user-agent", "Triptych/" TRIPTYCH_VERSION});
    for (const HttpHeader &header : own)
        setHeader(headers, header);
    if (endpoint.quirks.contains(Quirk::CopilotHeaders))
        for (const HttpHeader &header : copilotHeaders(request))
            setHeader(headers, header);
    for (const HttpHeader &header : endpoint.headers)
        setHeader(headers, header);
    return encoded;
}

} // namespace triptych
