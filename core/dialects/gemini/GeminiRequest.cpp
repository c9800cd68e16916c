// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GeminiRequest.h"

#include "core/dialects/ContentFilter.h"
#include "core/dialects/RequestParts.h"
#include "core/dialects/ToolChoices.h"
#include "core/dialects/gemini/GeminiContents.h"
#include "core/dialects/gemini/GeminiNames.h"
#include "core/dialects/gemini/GenerationConfig.h"

#include <QUrlQuery>

namespace triptych::gemini {

namespace {

DialectContent knownContent()
{
    QStringList media = usualMediaTypes();
    media.removeOne(QStringLiteral("image/gif"));
    return {.dialect = dialect, .mediaTypes = media, .hasSchema = true};
}

void writeSystem(JsonWriter &json, const ChatRequest &request)
{
    const QString text = systemText(request);
    if (text.isEmpty())
        return;
    json.key(u"systemInstruction").beginObject().key(u"parts").beginArray();
    json.beginObject().member(u"text", text).endObject().endArray().endObject();
}

void writeTools(JsonWriter &json, const std::vector<ToolSpec> &tools)
{
    json.key(u"tools").beginArray().beginObject().key(u"functionDeclarations").beginArray();
    for (const ToolSpec &tool : tools) {
        json.beginObject().member(u"name", tool.name);
        if (!tool.description.isEmpty())
            json.member(u"description", tool.description);
        if (!tool.parameters.isEmpty())
            json.member(u"parametersJsonSchema", tool.parameters);
        json.endObject();
    }
    json.endArray().endObject().endArray();
}

/// One tool is the only one that may be called, and it must be.
void writeToolChoice(JsonWriter &json, const ChatRequest &request)
{
    using Kind = ToolChoice::Kind;
    const Kind kind = request.toolChoice.kind;
    if (request.tools.empty() || kind == Kind::Unsaid)
        return;
    const QString mode = kind == Kind::Named ? QStringLiteral("ANY") : toolChoiceWord(request.toolChoice).toUpper();
    json.key(u"toolConfig").beginObject().key(u"functionCallingConfig").beginObject().member(u"mode", mode);
    if (kind == Kind::Named)
        writeTexts(json, u"allowedFunctionNames", {request.toolChoice.name});
    json.endObject().endObject();
}

/// Without alt=sse a stream comes as one JSON array, which can be read only when it has ended.
QUrl streamUrl(Endpoint endpoint, const QString &model)
{
    endpoint.model.id = bareModelId(model);
    QUrl url = endpoint.url(endpoint.chatPath.isEmpty() ? QStringLiteral("/v1beta/models/{model}:streamGenerateContent")
                                                        : endpoint.chatPath);
    QUrlQuery query(url);
    const QString alt = QStringLiteral("alt");
    if (url.path().endsWith(QLatin1String(":streamGenerateContent")) && !query.hasQueryItem(alt)) {
        query.addQueryItem(alt, QStringLiteral("sse"));
        url.setQuery(query);
    }
    return url;
}

} // namespace

Result<EncodedRequest> encodeRequest(const ChatRequest &asked, const Endpoint &endpoint)
{
    std::vector<LedgerEntry> ledger;
    SettingsFilter filter(asked.settings, endpoint, ledger);
    filter.apply(limitsOf(asked.model));
    const ChatRequest request = fittingRequest(asked, knownContent(), endpoint, ledger);

    dropParallelCalls(request, filter);

    JsonWriter json;
    json.beginObject();
    writeSystem(json, request);
    writeContents(json, request.turns, filter);
    if (!request.tools.empty())
        writeTools(json, request.tools);
    writeToolChoice(json, request);
    if (const RawJson config = generationConfig(request, filter); !config.isEmpty())
        json.member(u"generationConfig", config);
    json.endObject();
    return finishRequest(json.take(), request, endpoint, streamUrl(endpoint, request.model), {}, std::move(ledger));
}

} // namespace triptych::gemini
