// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/net/HttpTransport.h"
#include "core/net/ProxyRules.h"

#include <QHash>

namespace triptych {

/// Decides which proxy stands before a URL: none before loopback, else as the request and the options say. The desktop
/// is asked off this thread, since that may read files or the network, and is believed for half a minute.
class ProxyFinder final
{
    Q_DISABLE_COPY_MOVE(ProxyFinder)

public:
    /// A question to the desktop under way; destroying it silences it.
    using Question = std::unique_ptr<QObject>;
    using Found = std::function<void(Result<QNetworkProxy>)>;

    explicit ProxyFinder(Clock &clock, Environment environment);

    /// Calls `found` once: at once and with a null question, or later. It may destroy the question.
    Question find(const QUrl &url, ProxyUse use, const TransportOptions &options, const Found &found);

private:
    Question askSystem(const QUrl &url, const Found &found);
    Question askDesktop(const QUrl &url, const Found &found);

    struct Known
    {
        QNetworkProxy proxy;
        MonotonicTime until;
    };
    Clock &m_clock;
    const Environment m_environment;
    std::shared_ptr<QHash<QString, Known>> m_known; ///< By host.
};

} // namespace triptych
