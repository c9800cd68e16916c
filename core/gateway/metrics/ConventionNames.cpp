// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/metrics/ConventionNames.h"

#include <QHash>
#include <QSet>
#include <QUrl>

namespace triptych::convention {

QString provider(const QString &id)
{
    static const QHash<QString, QString> names {{QStringLiteral("azure"), QStringLiteral("azure.ai.openai")},
                                                {QStringLiteral("azure-responses"), QStringLiteral("azure.ai.openai")},
                                                {QStringLiteral("bedrock"), QStringLiteral("aws.bedrock")},
                                                {QStringLiteral("gemini"), QStringLiteral("gcp.gemini")},
                                                {QStringLiteral("gemini-openai"), QStringLiteral("gcp.gemini")},
                                                {QStringLiteral("mistral"), QStringLiteral("mistral_ai")},
                                                {QStringLiteral("moonshot"), QStringLiteral("moonshot_ai")},
                                                {QStringLiteral("moonshot-cn"), QStringLiteral("moonshot_ai")},
                                                {QStringLiteral("openai-responses"), QStringLiteral("openai")},
                                                {QStringLiteral("xai"), QStringLiteral("x_ai")}};
    return names.value(id, id);
}

QString method(const QString &method)
{
    static const QSet<QString> known {QStringLiteral("CONNECT"), QStringLiteral("DELETE"),  QStringLiteral("GET"),
                                      QStringLiteral("HEAD"),    QStringLiteral("OPTIONS"), QStringLiteral("PATCH"),
                                      QStringLiteral("POST"),    QStringLiteral("PUT"),     QStringLiteral("TRACE")};
    return known.contains(method) ? method : QStringLiteral("_OTHER");
}

QString address(const QString &origin)
{
    return QUrl(origin).toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace triptych::convention
