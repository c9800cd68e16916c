// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/ProviderPreset.h"

#include "core/providers/CopilotHosts.h"

#include <QRegularExpression>
#include <algorithm>

namespace triptych {

namespace {

template<typename T>
void take(std::optional<T> &target, const std::optional<T> &value)
{
    if (value)
        target = value;
}

constexpr qsizetype longestField = 500;

/// A field that is a part of an address fills its own place and no other: "evil.example/" before ".example.com" would
/// be another host, "9000@evil.example" behind a colon as well.
bool fitsInto(const QString &baseUrl, const ProviderField &field)
{
    static const QRegularExpression labels(QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9.-]+")));
    static const QRegularExpression breaks(QStringLiteral("[?#\\\\\\s]|(^|/)\\.\\.?(/|$)"));
    const qsizetype at = baseUrl.indexOf(QLatin1Char('{') + field.id + QLatin1Char('}'));
    const qsizetype host = baseUrl.indexOf(QLatin1String("://")) + 3;
    const qsizetype path = baseUrl.indexOf(QLatin1Char('/'), host);
    if (field.fallback.isEmpty() || field.fallback.size() > longestField)
        return false;
    if (at == 0) // the whole of it
        return true;
    const bool beginsPath = path < 0 && at > host && field.fallback.startsWith(QLatin1Char('/')); // behind the port
    const bool isInPath = (path >= 0 && at > path) || beginsPath;
    return isInPath ? !breaks.match(field.fallback).hasMatch() : labels.match(field.fallback).hasMatch();
}

/// A base URL may be that of the chat itself; the list of models stands beside it, not below.
QString withoutChatPath(const Endpoint &endpoint)
{
    QString url = endpoint.baseUrl;
    while (url.endsWith(QLatin1Char('/')))
        url.chop(1);
    for (const QString &path : {endpoint.chatPath, QStringLiteral("/chat/completions"), QStringLiteral("/responses"),
                                QStringLiteral("/v1/messages"), QStringLiteral("/api/chat")}) {
        if (!path.isEmpty() && url.endsWith(path))
            return url.chopped(path.size());
    }
    return url;
}

} // namespace

bool isInAddress(const ProviderField &field, const QString &baseUrl)
{
    return baseUrl.contains(QLatin1Char('{') + field.id + QLatin1Char('}'));
}

bool isHeaderText(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar character) { return character >= u' ' && character <= u'~'; });
}

ModelInfo overlaid(ModelInfo base, const ModelInfo &over)
{
    base.id = over.id.isEmpty() ? base.id : over.id;
    base.label = over.label.isEmpty() ? base.label : over.label;
    base.base = over.base.isEmpty() ? base.base : over.base;
    base.dialect = over.dialect.isEmpty() ? base.dialect : over.dialect;
    take(base.contextTokens, over.contextTokens);
    take(base.maxOutputTokens, over.maxOutputTokens);
    take(base.images, over.images);
    take(base.documents, over.documents);
    take(base.schemas, over.schemas);
    take(base.tools, over.tools);
    take(base.reasoning, over.reasoning);
    take(base.toolsWhileReasoning, over.toolsWhileReasoning);
    take(base.shutdown, over.shutdown);
    base.isLegacy = base.isLegacy || over.isLegacy;
    take(base.price, over.price);
    if (!over.refusedParameters.isEmpty())
        base.refusedParameters = over.refusedParameters;
    if (!over.reasoningEfforts.isEmpty())
        base.reasoningEfforts = over.reasoningEfforts;
    return base;
}

QString withFieldsFilled(QString text, const std::vector<ProviderField> &fields)
{
    for (const ProviderField &field : fields)
        text.replace(QLatin1Char('{') + field.id + QLatin1Char('}'), field.fallback);
    return text;
}

bool ProviderPreset::isLocalMachine() const
{
    return isLoopbackHost(QUrl(withFieldsFilled(baseUrl, fields)).host());
}

AuthRule ProviderPreset::authRule() const
{
    AuthRule rule = auth;
    rule.region = withFieldsFilled(rule.region, fields);
    return rule;
}

QString ProviderPreset::origin() const
{
    if (!missingField().isEmpty()) // what is left may be somebody's host
        return {};
    const QUrl url(withFieldsFilled(baseUrl, fields));
    if (auth.kind != AuthKind::Copilot)
        return originOf(url);
    const auto hosts = CopilotHosts::of(url);
    return hosts ? originOf(hosts->exchange) : QString();
}

QStringList ProviderPreset::keyOrigins() const
{
    QStringList origins {origin()};
    if (!modelsBaseUrl.isEmpty())
        origins << atModels().origin();
    origins.removeAll(QString());
    return origins;
}

ProviderPreset ProviderPreset::atModels() const
{
    ProviderPreset list = *this;
    if (!modelsBaseUrl.isEmpty())
        list.baseUrl = modelsBaseUrl;
    return list;
}

const ProviderField *ProviderPreset::emptyField() const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [this](const ProviderField &field) {
        const auto lacks = [&field](const QString &url) { return isInAddress(field, url) && !fitsInto(url, field); };
        return lacks(baseUrl) || lacks(modelsBaseUrl);
    });
    return found == fields.end() ? nullptr : &*found;
}

QString ProviderPreset::missingField() const
{
    const ProviderField *field = emptyField();
    return !field ? QString() : field->label.isEmpty() ? field->id : field->label;
}

ModelInfo ProviderPreset::ruledModel(const QString &modelId) const
{
    ModelInfo info {.id = modelId};
    for (const ModelRule &rule : modelRules) {
        if (!rule.covers(modelId))
            continue;
        info = overlaid(info, rule.info);
        if (rule.setsRefused)
            info.refusedParameters = rule.info.refusedParameters;
        if (rule.setsEfforts)
            info.reasoningEfforts = rule.info.reasoningEfforts;
    }
    return info;
}

Endpoint ProviderPreset::endpointFor(const ModelInfo &model) const
{
    Endpoint endpoint {.providerId = id,
                       .dialect = model.dialect.isEmpty() ? dialect : model.dialect,
                       .baseUrl = withFieldsFilled(baseUrl, fields),
                       .body = body,
                       .chatPath = withFieldsFilled(paths.value(QStringLiteral("chat")), fields),
                       .countPath = withFieldsFilled(paths.value(QStringLiteral("count")), fields),
                       .quirks = quirks,
                       .model = model};
    // A header made of a field that has no value is not sent.
    for (const auto &[name, value] : headers)
        if (const QString filled = withFieldsFilled(QString::fromUtf8(value), fields); !filled.isEmpty())
            endpoint.headers.emplace_back(name, filled.toUtf8());
    for (auto item = query.cbegin(); item != query.cend(); ++item)
        if (const QString filled = withFieldsFilled(item.value(), fields); !filled.isEmpty())
            endpoint.query.insert(item.key(), filled);
    return endpoint;
}

ProviderPreset ProviderPreset::withFields(const QMap<QString, QString> &values) const
{
    ProviderPreset filled = *this;
    for (ProviderField &field : filled.fields)
        field.fallback = values.value(field.id, field.fallback);
    return filled;
}

bool ProviderPreset::hasModelList() const
{
    const auto path = paths.constFind(QStringLiteral("models"));
    return path == paths.cend() || !path->isEmpty();
}

bool ProviderPreset::countsTokens() const
{
    return !paths.value(QStringLiteral("count")).isEmpty();
}

QUrl ProviderPreset::modelsUrl(const QString &dialectPath) const
{
    const QString path = withFieldsFilled(paths.value(QStringLiteral("models"), dialectPath), fields);
    Endpoint endpoint = atModels().endpointFor({});
    endpoint.baseUrl = withoutChatPath(endpoint);
    return endpoint.url(path);
}

} // namespace triptych
