// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"

#include "core/net/Exchange.h"
#include "core/net/ProxyRules.h"

namespace triptych {

class HttpTransport::Private : public TransportParts
{
public:
    using TransportParts::TransportParts;
};

namespace {

/// What the caller holds; the exchange itself may outlive it for the rest of the function that runs.
class Handle final : public HttpExchange
{
public:
    explicit Handle(std::shared_ptr<Exchange> exchange) : m_exchange(std::move(exchange)) {}
    ~Handle() override { m_exchange->abandon(); }
    Q_DISABLE_COPY_MOVE(Handle)

    void setReadingPaused(bool paused) override { m_exchange->setReadingPaused(paused); }
    std::vector<SecretHeader> takeCredentials() override { return m_exchange->takeCredentials(); }

private:
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace

bool TransportOptions::isByHand(const QNetworkProxy &proxy) const
{
    const auto own = proxyFromUrl(manualProxy.toString(QUrl::FullyEncoded));
    return own && own.value().type() == proxy.type() && own.value().hostName() == proxy.hostName()
        && own.value().port() == proxy.port();
}

HttpTransport::HttpTransport(Clock &clock, QObject *parent)
    : HttpTransport(clock, std::make_unique<SystemResolver>(), parent)
{}

HttpTransport::HttpTransport(Clock &clock, std::unique_ptr<Resolver> resolver, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(clock, std::move(resolver), [](const char *name) { return qgetenv(name); }))
{}

HttpTransport::~HttpTransport()
{
    while (!d->running.empty())
        (*d->running.begin())->abandon();
}

void HttpTransport::prepare(const QUrl &url, const QString &caFile)
{
    if (url.scheme() == u"https")
        (void)d->tls.configuration(caFile); // a fault comes again, and is told, when the request is sent
}

std::unique_ptr<HttpExchange> HttpTransport::send(TransportRequest request, HttpSink &sink)
{
    const auto exchange = std::make_shared<Exchange>(*d, std::move(request), sink);
    QMetaObject::invokeMethod(exchange.get(), &Exchange::start, Qt::QueuedConnection);
    return std::make_unique<Handle>(exchange);
}

void HttpTransport::setOptions(const TransportOptions &options)
{
    d->options = options;
}

void HttpTransport::closeIdleConnections()
{
    d->pool.closeAll();
}

} // namespace triptych
