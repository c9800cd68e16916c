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

} // namespace triptych
