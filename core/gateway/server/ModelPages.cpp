// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/ModelPages.h"

#include "core/base/JsonWriter.h"

namespace triptych {

namespace {

constexpr qint64 contextWhereUnknown = 8'192;
const QString epoch = QStringLiteral("1970-01-01T00:00:00Z");

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : epoch;
}

/// Ollama's clients key what they know of a model by its family.
void writeDetails(JsonWriter &json, const ListedModel &model)
{
    json.key(u"details").beginObject().member(u"parent_model", QString()).member(u"format", QStringLiteral("gguf"));
    json.member(u"family", model.provider).key(u"families").beginArray().value(model.provider).endArray();
    json.member(u"parameter_size", QString()).member(u"quantization_level", QString()).endObject();
}

void writeCapabilities(JsonWriter &json, const ModelInfo &info)
{
    json.key(u"capabilities").beginArray().value(QStringLiteral("completion"));
    if (info.tools.value_or(true))
        json.value(QStringLiteral("tools"));
    if (info.images.value_or(false))
        json.value(QStringLiteral("vision"));
    if (info.reasoning.value_or(false))
        json.value(QStringLiteral("thinking"));
    json.endArray();
}

} // namespace

ModelPages::ModelPages(const GatewayModels &models, const Routes &routes, const TokenClaims &token)
    : m_models(models),
      m_routes(routes),
      m_token(token)
{
    const auto always = [](const QString &) { return true; };
    for (const Route &route : routes.all()) {
        if (route.name.contains(u'*') || !token.mayAsk(route.name))
            continue;
        const auto plan = routes.plan(route.name, {always, always}, 0);
        const LaneAddress &lane = plan.value().lanes.front();
        m_entries.push_back({route.name, {lane.provider, models.info(lane.provider, lane.model)}});
    }
    for (const ListedModel &model : models.models)
        if (token.mayAsk(model.name()))
            m_entries.push_back({model.name(), model});
}

QByteArray ModelPages::openAi() const
{
    JsonWriter json;
    json.beginObject().member(u"object", QStringLiteral("list")).key(u"data").beginArray();
    for (const Entry &entry : m_entries) {
        json.beginObject().member(u"id", entry.name).member(u"object", QStringLiteral("model"));
        json.member(u"created", entry.model.modified.isValid() ? entry.model.modified.toSecsSinceEpoch() : qint64(0));
        json.member(u"owned_by", entry.model.provider).endObject();
    }
    json.endArray().endObject();
    return json.take().bytes;
}

QByteArray ModelPages::anthropic() const
{
    JsonWriter json;
    json.beginObject().key(u"data").beginArray();
    for (const Entry &entry : m_entries) {
        const QString label = entry.model.info.label;
        json.beginObject().member(u"type", QStringLiteral("model")).member(u"id", entry.name);
        json.member(u"display_name", label.isEmpty() ? entry.name : label);
        json.member(u"created_at", isoTime(entry.model.modified)).endObject();
    }
    json.endArray().member(u"has_more", false);
    const auto writeEnd = [&json](QStringView key, const Entry *entry) {
        json.key(key);
        entry ? json.value(entry->name) : json.null();
    };
    writeEnd(u"first_id", m_entries.empty() ? nullptr : &m_entries.front());
    writeEnd(u"last_id", m_entries.empty() ? nullptr : &m_entries.back());
    json.endObject();
    return json.take().bytes;
}

QByteArray ModelPages::ollamaTags() const
{
    JsonWriter json;
    json.beginObject().key(u"models").beginArray();
    for (const Entry &entry : m_entries) {
        json.beginObject().member(u"name", entry.name).member(u"model", entry.name);
        json.member(u"modified_at", isoTime(entry.model.modified)).member(u"size", entry.model.bytes);
        json.member(u"digest", QString());
        writeDetails(json, entry.model);
        writeCapabilities(json, entry.model.info);
        json.endObject();
    }
    json.endArray().endObject();
    return json.take().bytes;
}

std::optional<QByteArray> ModelPages::ollamaShow(const QString &name) const
{
    const auto isKnown = [this](const QString &provider) { return m_models.providers.contains(provider); };
    const auto plan = m_routes.plan(name, {isKnown, [](const QString &) { return true; }}, 0);
    if (!plan)
        return {};
    const LaneAddress &lane = plan.value().lanes.front();
    if (!m_token.mayAsk(name) && !m_token.mayAsk(lane.name()))
        return {};
    const ListedModel model {lane.provider, m_models.info(lane.provider, lane.model)};
    const QString architecture = QStringLiteral("triptych");
    JsonWriter json;
    json.beginObject().member(u"modelfile", QString()).member(u"parameters", QString()).member(u"template", QString());
    writeDetails(json, model);
    json.key(u"model_info").beginObject().member(u"general.architecture", architecture);
    json.member(u"general.basename", name);
    json.member(architecture + QStringLiteral(".context_length"),
                model.info.contextTokens.value_or(contextWhereUnknown));
    json.endObject();
    writeCapabilities(json, model.info);
    json.member(u"modified_at", epoch).endObject();
    return json.take().bytes;
}

} // namespace triptych
