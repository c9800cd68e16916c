// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ProviderChoice.h"

#include "core/providers/CopilotHosts.h"

#include <QLocale>
#include <QRegularExpression>
#include <algorithm>

namespace triptych {

namespace {

/// The packager's client id needs no field for one.
std::vector<ProviderField> fieldsToFillIn(ProviderPreset preset)
{
    const auto isClientId = [](const ProviderField &field) { return field.id == QLatin1String("client_id"); };
    std::vector<ProviderField> fields = preset.fields;
    std::erase_if(preset.fields, isClientId);
    if (preset.auth.kind == AuthKind::Copilot && !copilotClientId(preset, packagedCopilotClientId()).isEmpty())
        std::erase_if(fields, isClientId);
    return fields;
}

QUrl filled(QString url, const std::vector<ProviderField> &fields, const QMap<QString, QString> &values)
{
    for (const ProviderField &field : fields) {
        const QString value = values.value(field.id).trimmed();
        url.replace(u'{' + field.id + u'}', value.isEmpty() ? field.fallback : value);
    }
    return QUrl(url, QUrl::StrictMode);
}

} // namespace

ProviderChoice ProviderChoice::of(const ProviderPreset &preset)
{
    return {.id = preset.id,
            .label = preset.label,
            .baseUrl = preset.baseUrl,
            .modelsBaseUrl = preset.modelsBaseUrl,
            .keyUrl = preset.keyUrl,
            .fields = fieldsToFillIn(preset),
            .caFile = preset.caFile,
            .proxy = preset.proxy,
            .isOwn = !preset.isBuiltIn,
            .signsInByCode = preset.auth.kind == AuthKind::Copilot};
}

QUrl ProviderChoice::address(const QMap<QString, QString> &values) const
{
    return filled(baseUrl, fields, values);
}

QString ProviderChoice::keyOrigin(const QMap<QString, QString> &values) const
{
    const QUrl url = address(values);
    if (!signsInByCode)
        return originOf(url);
    const auto hosts = CopilotHosts::of(url);
    return hosts ? originOf(hosts->exchange) : QString();
}

QStringList ProviderChoice::keyOrigins(const QMap<QString, QString> &values) const
{
    QStringList origins {keyOrigin(values), originOf(filled(modelsBaseUrl, fields, values))};
    origins.removeAll(QString());
    return origins;
}

bool ProviderChoice::hasField(const QString &fieldId) const
{
    return std::any_of(fields.begin(), fields.end(), [&](const ProviderField &field) { return field.id == fieldId; });
}

QString newProviderId(const QString &label, const QStringList &taken)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString stem = label.toLower().replace(others, QStringLiteral("-"));
    while (stem.startsWith(u'-'))
        stem.remove(0, 1);
    while (stem.endsWith(u'-'))
        stem.chop(1);
    if (stem.isEmpty())
        stem = QStringLiteral("server");
    QString id = stem;
    for (int n = 2; taken.contains(id); ++n)
        id = stem + u'-' + QString::number(n);
    return id;
}

QString shownOrigin(const QString &origin)
{
    const QString scheme = QStringLiteral("https://");
    const QString port = QStringLiteral(":443");
    QString shown = origin;
    if (shown.startsWith(QLatin1String("proxy+")))
        return shown.mid(qsizetype(qstrlen("proxy+")));
    if (shown.startsWith(scheme) && shown.endsWith(port))
        shown = shown.mid(scheme.size()).chopped(port.size());
    else if (shown.startsWith(QLatin1String("http://")) && shown.endsWith(QLatin1String(":80")))
        shown.chop(3);
    return shown;
}

QString shownOrigins(const QStringList &origins)
{
    QStringList shown;
    for (const QString &origin : origins)
        shown += shownOrigin(origin);
    return QLocale().createSeparatedList(shown);
}

bool isSafeForKeys(const QUrl &url)
{
    const ProviderPreset preset {.baseUrl = url.toString()};
    return !originOf(url).isEmpty() && (url.scheme() == QLatin1String("https") || preset.isLocalMachine());
}

} // namespace triptych
