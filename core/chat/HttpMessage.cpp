// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/HttpMessage.h"

#include <QRegularExpression>

namespace triptych {

namespace {

int defaultPort(const QString &scheme)
{
    if (scheme == QLatin1String("https"))
        return 443;
    return scheme == QLatin1String("http") ? 80 : -1;
}

} // namespace

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers)
        if (key.size() == name.size() && qstrnicmp(key.constData(), name.data(), size_t(name.size())) == 0)
            return value;
    return {};
}

QString requestIdOf(const HttpResponseHead &head)
{
    for (const QByteArrayView name : {"x-request-id", "request-id", "x-amzn-requestid"})
        if (const QByteArray id = head.header(name); !id.isEmpty())
            return QString::fromUtf8(id.left(200));
    return {};
}

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const int port = defaultPort(scheme);
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (port < 0 || host.isEmpty())
        return {};
    const bool isIpv6 = host.contains(QLatin1Char(':')) && !host.startsWith(QLatin1Char('['));
    return QStringLiteral("%1://%2:%3")
        .arg(scheme, isIpv6 ? QLatin1Char('[') + host + QLatin1Char(']') : host)
        .arg(url.port(port));
}

bool isLoopbackHost(const QString &host)
{
    static const QRegularExpression loopback4(QStringLiteral("^(::ffff:)?127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"));
    const QString name = host.toLower();
    return name == QLatin1String("localhost") || name == QLatin1String("::1") || loopback4.match(name).hasMatch();
}

} // namespace triptych
