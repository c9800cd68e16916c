// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ProxyFinder.h"

#include "core/net/NetErrors.h"
#include "core/net/Resolver.h"

#include <QFutureWatcher>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QPromise>
#include <QThreadPool>

namespace triptych {

namespace {

const QNetworkProxy direct {QNetworkProxy::NoProxy};
constexpr std::chrono::seconds believedFor {30};

QNetworkProxy desktopProxy(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy)
            return proxy;
        if (proxy.type() == QNetworkProxy::NoProxy)
            break;
    }
    return direct;
}

} // namespace

ProxyFinder::ProxyFinder(Clock &clock, Environment environment)
    : m_clock(clock),
      m_environment(std::move(environment)),
      m_known(std::make_shared<QHash<QString, Known>>())
{}

ProxyFinder::Question ProxyFinder::find(const QUrl &url, ProxyUse use, const TransportOptions &options,
                                        const Found &found)
{
    using Mode = TransportOptions::ProxyMode;
    const bool isWanted = use == ProxyUse::Proxy || (use == ProxyUse::Default && options.proxyMode != Mode::None);
    if (!isWanted || isLoopbackHost(url.host())) {
        found(direct);
        return nullptr;
    }
    const bool isManual
        = options.proxyMode == Mode::Manual || (use == ProxyUse::Proxy && !options.manualProxy.isEmpty());
    if (isManual) {
        found(proxyFromUrl(options.manualProxy.toString(QUrl::FullyEncoded)));
        return nullptr;
    }
    if (use == ProxyUse::Default)
        return askSystem(url, found);
    return askSystem(url, [found](const Result<QNetworkProxy> &proxy) {
        if (proxy && proxy.value().type() == QNetworkProxy::NoProxy)
            found(inputError("proxy.missing")); // who asked for a proxy does not want to be seen without
        else
            found(proxy);
    });
}

ProxyFinder::Question ProxyFinder::askSystem(const QUrl &url, const Found &found)
{
    if (const auto proxy = proxyFromEnvironment(url, m_environment)) {
        found(*proxy);
        return nullptr;
    }
    const auto known = m_known->constFind(url.host());
    if (known != m_known->constEnd() && known->until > m_clock.monotonic()) {
        found(known->proxy);
        return nullptr;
    }
    return askDesktop(url, found);
}

ProxyFinder::Question ProxyFinder::askDesktop(const QUrl &url, const Found &found)
{
    const auto promise = std::make_shared<QPromise<QNetworkProxy>>();
    auto watcher = std::make_unique<QFutureWatcher<QNetworkProxy>>();
    auto *watched = watcher.get();
    const auto until = m_clock.monotonic() + believedFor;
    QObject::connect(watched, &QFutureWatcherBase::finished, watched, [=, known = m_known, host = url.host()] {
        const QNetworkProxy proxy = watched->result();
        known->insert(host, {proxy, until});
        const auto tell = found; // which may destroy the watcher and this with it
        tell(proxy);
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, bare = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery)] {
        promise->start();
        promise->addResult(desktopProxy(bare));
        promise->finish();
    });
    return watcher;
}

} // namespace triptych
