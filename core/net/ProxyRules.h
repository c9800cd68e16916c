// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QNetworkProxy>
#include <QUrl>
#include <functional>
#include <optional>

namespace triptych {

/// Reads one environment variable; tests bring their own.
using Environment = std::function<QByteArray(const char *name)>;

/// A proxy as a person writes it: http://host:port, socks5://host:port, or host:port, which means http.
/// Fails with cause "proxy.unsupported" or "proxy.invalid".
Result<QNetworkProxy> proxyFromUrl(const QString &text);

/// What https_proxy, http_proxy, all_proxy and no_proxy say of this URL, in either case, the lower one first.
/// Nothing when they are silent.
std::optional<Result<QNetworkProxy>> proxyFromEnvironment(const QUrl &url, const Environment &environment);

/// Whether a no_proxy list covers the host: names with their subdomains, addresses, networks, ports, "*".
bool isExcludedFromProxy(const QString &host, int port, const QString &list);

} // namespace triptych
