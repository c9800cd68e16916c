// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>

namespace triptych {

/// Which proxies Triptych can use, said once: a settings page that takes more than the settings file, or a file that
/// takes more than the network, loses what a person entered.

bool isSocksScheme(QStringView scheme); ///< socks5, socks5h or socks: the proxy looks names up in each case.
bool isProxyScheme(QStringView scheme);
/// An HTTP or a SOCKS5 proxy on some host.
bool isProxyAddress(const QUrl &url);
/// The same, and it may stand in a file that keeps no secret: nothing but scheme, host and port.
bool isStorableProxyAddress(const QUrl &url);

/// What a sign-in at a proxy is bound to in the vault; it looks like no origin that a key is sent to. Empty for
/// anything but a proxy's address.
QString proxyOriginOf(const QUrl &url);
/// Under whose name the vault keeps such sign-ins, each as "user:password"; no provider's id looks so.
QString proxySecretOwner();

} // namespace triptych
