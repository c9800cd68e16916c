// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/HeaderRules.h"

#include <QRegularExpression>
#include <QStringList>

namespace triptych {

HeaderRule headerRule(QStringView name)
{
    static const QStringList never {QStringLiteral("proxy-authorization"),
                                    QStringLiteral("origin"),
                                    QStringLiteral("host"),
                                    QStringLiteral("content-length"),
                                    QStringLiteral("transfer-encoding"),
                                    QStringLiteral("connection"),
                                    QStringLiteral("accept-encoding")};
    static const QStringList keys {QStringLiteral("authorization"), QStringLiteral("x-api-key"),
                                   QStringLiteral("api-key"), QStringLiteral("x-goog-api-key"),
                                   QStringLiteral("cookie")};
    const QString plain = name.toString().toLower();
    return never.contains(plain) ? HeaderRule::Never : keys.contains(plain) ? HeaderRule::KeyOnly : HeaderRule::Free;
}

bool isHeaderName(QStringView name)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"));
    return pattern.match(name).hasMatch();
}

QString secretIdFor(const QString &headerName)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9-]"));
    QString id = headerName.toLower().replace(others, QStringLiteral("-"));
    while (id.startsWith(QLatin1Char('-')))
        id.remove(0, 1);
    return id.isEmpty() ? QStringLiteral("secret") : id;
}

bool isSecretId(QStringView id)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[a-z0-9][a-z0-9-]*\\z"));
    return pattern.match(id).hasMatch();
}

QString secretOwner(const QString &provider, const QString &secretId)
{
    return provider + QLatin1Char('/') + secretId;
}

} // namespace triptych
