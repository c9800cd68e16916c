// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelDetails.h"

#include "core/base/JsonWriter.h"
#include "core/dialects/ollama/OllamaModels.h"

namespace triptych {

namespace {

constexpr QLatin1String ollamaList("/api/tags");
constexpr QLatin1String ollamaDetails("/api/show");

template<typename T>
void take(std::optional<T> &known, const std::optional<T> &told)
{
    if (told)
        known = told;
}

} // namespace

std::optional<HttpRequest> detailsRequest(QStringView dialect, const QUrl &list, const QString &model)
{
    const QString path = list.path();
    if (dialect != QLatin1String("ollama") || !path.endsWith(ollamaList))
        return {};
    QUrl url = list;
    url.setPath(path.chopped(ollamaList.size()) + ollamaDetails);
    JsonWriter json;
    json.beginObject().member(u"model", model).endObject();
    return HttpRequest {
        .method = "POST", .url = url, .headers = {{"Content-Type", "application/json"}}, .body = json.take().bytes};
}

Result<> readDetails(QByteArrayView body, ModelInfo &model)
{
    const auto told = ollama::readOllamaModel(body, model.id);
    if (!told)
        return told.error();
    take(model.contextTokens, told.value().contextTokens);
    take(model.images, told.value().images);
    take(model.tools, told.value().tools);
    take(model.reasoning, told.value().reasoning);
    return Done {};
}

} // namespace triptych
