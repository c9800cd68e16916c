// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QNetworkProxy>
#include <memory>

namespace triptych {

/// What is said to a proxy until it lets bytes through to a host, whose name it looks up itself. Pure: bytes in, bytes
/// out. Of the sign-in ("user:password") only the HTTP form for "Basic" and that of RFC 1929 exist: both show it to the
/// proxy and to nobody else.
class ProxyHandshake
{
public:
    struct Step
    {
        Secret say = {}; ///< To write next; may be empty.
        bool isOpen = false; ///< The tunnel stands; what is left unread belongs to the host.
    };
    static constexpr qsizetype mostHeadBytes = 16 << 10;

    virtual ~ProxyHandshake() = default;
    virtual Secret greeting() = 0; ///< To write first.
    /// Takes from `unread` what it understood. Errors: "proxy.auth", "proxy.connect", "proxy.socks", with what the
    /// proxy said of itself.
    virtual Result<Step> take(QByteArray &unread) = 0;
};

/// For an HTTP or a SOCKS5 proxy. An empty sign-in offers none.
std::unique_ptr<ProxyHandshake> newProxyHandshake(QNetworkProxy::ProxyType type, const QString &host, quint16 port,
                                                  Secret signIn);

} // namespace triptych
