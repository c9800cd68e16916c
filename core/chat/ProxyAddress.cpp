// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/ProxyAddress.h"

namespace triptych {

bool isSocksScheme(QStringView scheme)
{
    return scheme == u"socks5" || scheme == u"socks5h" || scheme == u"socks";
}

bool isProxyScheme(QStringView scheme)
{
    return scheme == u"http" || isSocksScheme(scheme);
}

bool isProxyAddress(const QUrl &url)
{
    return url.isValid() && isProxyScheme(url.scheme()) && !url.host().isEmpty();
}

bool isStorableProxyAddress(const QUrl &url)
{
    return isProxyAddress(url) && url.userInfo().isEmpty() && url.path().size() <= 1 && !url.hasQuery()
        && !url.hasFragment();
}

QString proxyOriginOf(const QUrl &url)
{
    if (!isProxyAddress(url))
        return {};
    const bool isSocks = isSocksScheme(url.scheme());
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    return QStringLiteral("proxy+%1://%2:%3")
        .arg(isSocks ? QStringLiteral("socks5") : QStringLiteral("http"),
             host.contains(u':') ? u'[' + host + u']' : host)
        .arg(url.port(isSocks ? 1080 : 80));
}

QString proxySecretOwner()
{
    return QStringLiteral("proxy/sign-in");
}

} // namespace triptych
