// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/CountRequest.h"

#include "core/base/JsonText.h"
#include "core/base/JsonWriter.h"
#include "core/dialects/Adapter.h"
#include "core/dialects/Failure.h"
#include "core/dialects/TokenCount.h"
#include "core/dialects/gemini/GeminiNames.h"

#include <QByteArrayList>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

/// How a dialect asks for a count, and where the answer has it.
struct CountForm
{
    QLatin1String dialect;
    QByteArrayList around; ///< The objects that the fields stand in, the outer one first.
    QByteArrayList fields; ///< Of the dialect's own request, those that take part.
    std::string_view answer;
};

const CountForm *formOf(QStringView dialect)
{
    static const std::array forms {
        CountForm {QLatin1String("anthropic"),
                   {},
                   {"model", "system", "messages", "tools", "tool_choice", "thinking", "output_config"},
                   "input_tokens"},
        CountForm {QLatin1String("openai-responses"),
                   {},
                   {"model", "instructions", "input", "tools", "tool_choice", "text", "reasoning"},
                   "input_tokens"},
        CountForm {QLatin1String("openai-chat"),
                   {},
                   {"model", "messages", "tools", "tool_choice", "response_format", "reasoning_effort",
                    "chat_template_kwargs"},
                   "input_tokens"},
        CountForm {gemini::dialect,
                   {"generateContentRequest"},
                   {"systemInstruction", "contents", "tools", "toolConfig", "generationConfig"},
                   "totalTokens"},
        CountForm {
            QLatin1String("bedrock"), {"input", "converse"}, {"system", "messages", "toolConfig"}, "inputTokens"},
    };
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [dialect](const CountForm &known) { return known.dialect == dialect; });
    return form == forms.end() ? nullptr : &*form;
}

QByteArray countBody(const CountForm &form, QByteArrayView request, const QString &model)
{
    JsonWriter json;
    json.beginObject();
    for (const QByteArray &name : form.around)
        json.key(QString::fromLatin1(name)).beginObject();
    if (form.dialect == gemini::dialect) // whose own request names it in the path alone
        json.member(u"model", QStringLiteral("models/") + model);
    for (const RawMember &member : rawMembers(request))
        if (form.fields.contains(member.key))
            json.member(QString::fromUtf8(member.key), RawJson {member.value.toByteArray()});
    for (qsizetype i = 0; i < form.around.size(); ++i)
        json.endObject();
    return json.endObject().take().bytes;
}

void acceptJson(HttpHeaders &headers)
{
    for (auto &[name, value] : headers)
        if (name.compare("accept", Qt::CaseInsensitive) == 0)
            value = QByteArrayLiteral("application/json");
}

} // namespace

std::optional<HttpRequest> countRequest(const ChatRequest &request, const Endpoint &endpoint)
{
    const CountForm *form = endpoint.countPath.isEmpty() ? nullptr : formOf(endpoint.dialect);
    if (!form)
        return {};
    auto encoded = adapterFor(endpoint.dialect)->encode(request, endpoint);
    if (!encoded)
        return {};
    Endpoint place = endpoint;
    if (form->dialect == gemini::dialect)
        place.model.id = gemini::bareModelId(request.model);
    HttpRequest http = std::move(encoded.value().http);
    http.url = place.url(endpoint.countPath);
    http.body = countBody(*form, http.body, place.model.id);
    acceptJson(http.headers);
    return http;
}

Result<qint64> countedTokens(QStringView dialect, QByteArrayView body)
{
    const CountForm *form = formOf(dialect);
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const auto count = form ? tokenCount(root[form->answer]) : std::nullopt;
    if (count)
        return *count;
    return describeUnexpected(root, body);
}

} // namespace triptych
